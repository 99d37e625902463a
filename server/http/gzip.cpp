#include "server/http/gzip.hpp"

#include <memory>
#include <new>

#include <libdeflate.h>

namespace tandem::http {

namespace {

struct FreeCompressor {
    void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

} // namespace

std::string gzip(std::string_view bytes, int level) {
    const std::unique_ptr<libdeflate_compressor, FreeCompressor> compressor(libdeflate_alloc_compressor(level));
    if (!compressor) throw std::bad_alloc();
    // Room for what cannot be compressed; of that only the pages that are written are ever there.
    const std::size_t room = libdeflate_gzip_compress_bound(compressor.get(), bytes.size());
    const auto packed = std::make_unique_for_overwrite<char[]>(room);
    return {packed.get(), libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), packed.get(), room)};
}

} // namespace tandem::http

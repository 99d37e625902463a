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
    std::string packed(libdeflate_gzip_compress_bound(compressor.get(), bytes.size()), '\0');
    packed.resize(libdeflate_gzip_compress(compressor.get(), bytes.data(), bytes.size(), packed.data(), packed.size()));
    return packed;
}

} // namespace tandem::http

#include "server/auth/password.hpp"

#include <array>
#include <new>

#include <sodium.h>

namespace tandem {

Result<void> check_password(std::string_view password) {
    if (password.size() < least_password_bytes) return fail_field("password", "must be at least 10 characters long");
    if (password.size() > most_password_bytes) return fail_field("password", "can be at most 1024 bytes long");
    return {};
}

std::string hash_password(std::string_view password, const HashCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> encoded{};
    if (crypto_pwhash_str_alg(encoded.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return encoded.data();
}

Verification verify_password(std::string_view hash, std::string_view password, const HashCost& cost) {
    if (hash.empty()) {
        hash_password(password, cost);
        return {};
    }
    const std::string text(hash);
    if (crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) != 0) return {};
    return {true, crypto_pwhash_str_needs_rehash(text.c_str(), cost.passes, cost.memory_bytes) != 0};
}

} // namespace tandem

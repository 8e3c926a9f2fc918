#include "activity/encoding.hpp"

#include <iconv.h>

#include <memory>

namespace qingdan {

std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding) {
    const iconv_t opened = iconv_open("UTF-8", encoding);
    if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    const std::unique_ptr<void, int (*)(iconv_t)> converter(opened, iconv_close);
    std::string input(bytes), output(bytes.size() * 4 + 16, '\0');  // no character takes more than four bytes
    char* from = input.data();
    char* to = output.data();
    std::size_t left = input.size(), room = output.size();
    if (iconv(opened, &from, &left, &to, &room) == static_cast<std::size_t>(-1) || left != 0) return std::nullopt;
    if (iconv(opened, nullptr, nullptr, &to, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
    output.resize(output.size() - room);
    return output;
}

}  // namespace qingdan

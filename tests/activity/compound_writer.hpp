#pragma once
// A compound file with one stream, and the records that go into it, for tests of .xls.

#include <cstdint>
#include <string>

namespace qingdan::test {

std::string le16(std::uint16_t value);
std::string le32(std::uint32_t value);
std::string record(std::uint16_t type, const std::string& data);
/// `stream` has at least 4096 bytes.
std::string compound_file(const std::string& name, const std::string& stream);

}  // namespace qingdan::test

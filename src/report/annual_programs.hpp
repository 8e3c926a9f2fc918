#pragma once
// Other programs that make files of the annual report: pandoc, a browser, LibreOffice.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qingdan {

/// Words: the program, looked for in PATH, and its arguments. What it gave back; nothing if there is no such program.
/// Its complaints go into `log`. The clock that it sees for its output stands still, so that two runs agree.
std::optional<int> run_program(const std::vector<std::string>& words, const std::filesystem::path& log);

/// A part for another program. Throws std::runtime_error where the disk refuses.
void write_part(const std::filesystem::path& file, std::string_view bytes);
std::string read_part(const std::filesystem::path& file);
/// A folder of parts with all in it; programs that are still ending may hold files for a moment.
void remove_parts(const std::filesystem::path& folder);

}  // namespace qingdan

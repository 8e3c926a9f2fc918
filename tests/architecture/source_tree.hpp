#pragma once
// The project's own source, cut into what the rules look at: includes, string literals, lines.

#include <filesystem>
#include <string>
#include <vector>

struct Literal {
    int line = 0;
    std::string text;  ///< escapes undone as far as the rules need it; adjacent literals are one
};

struct SourceFile {
    std::string path;  ///< relative to src/, e.g. `units/unit.cpp`
    std::string room;  ///< first folder
    std::string bytes;
    int lines = 0;
    std::vector<std::pair<int, std::string>> own_includes;     ///< line, `units/unit.hpp`
    std::vector<std::pair<int, std::string>> system_includes;  ///< line, `Poco/Util/Option.h`
    std::vector<Literal> literals;
    std::string code;  ///< without comments and literals
    [[nodiscard]] std::string at(int line) const { return "src/" + path + ":" + std::to_string(line); }
};

std::filesystem::path project_root();
std::string read_text(const std::filesystem::path& file);
SourceFile parse_source(std::string path, std::string bytes);
const std::vector<SourceFile>& sources();  ///< all *.cpp and *.hpp below src/, sorted

struct Row {
    std::string file;  ///< relative to the project
    int line = 0;
    std::vector<std::pair<std::string, std::string>> cells;  ///< header -> text
    [[nodiscard]] std::string at(const std::string& column) const;
    [[nodiscard]] std::string where() const { return file + ":" + std::to_string(line); }
};
std::vector<Row> read_csv(const std::filesystem::path& file);
/// Files below a folder with the extension, sorted; none if there is no folder.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::string& extension);

/// One failed expectation that names all places at once.
std::string listed(const std::vector<std::string>& places);

#pragma once
// The folder a script runs in, and what it remembers between steps.

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "script.hpp"

/// A step that cannot be done or does not hold; `what()` is for people.
struct StepFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

using Files = std::map<std::string, std::string>;  ///< relative path -> bytes

class World {
public:
    explicit World(const std::filesystem::path& folder);
    void perform(const Step& step);  ///< throws StepFailed
    [[nodiscard]] std::string printed() const { return stdout_ + stderr_; }
    [[nodiscard]] const std::string& command() const { return command_; }

private:
    [[nodiscard]] std::filesystem::path path(const std::string& name) const;
    void change_file(const Step& step);
    void replace_text(const Step& step);
    void prepare(const Step& step);
    void run(const Step& step);
    void look_at_run(const Step& step);
    void look_at_files(const Step& step);
    void golden(const Step& step);

    std::filesystem::path folder_;
    std::map<std::string, std::string> environment_;
    std::map<std::string, Files> kept_;
    std::string stdout_, stderr_, command_;
    int exit_ = -1;
};

std::string read_bytes(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);
Files read_tree(const std::filesystem::path& folder_or_file);
/// `a AND b` -> {a, b}; fails when the word is not there.
std::pair<std::string, std::string> two_parts(const std::string& text, const std::string& word);
std::string trimmed(const std::string& text);
std::vector<std::string> split_at(const std::string& text, const std::string& separator);
bool has_line(const std::string& text, const std::string& parts);

/// Runs a program and waits; -1 - signal if it was killed.
int run_process(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                const std::map<std::string, std::string>& environment, std::string& out, std::string& err);

void check_row(const std::string& csv, const std::string& wanted);
void check_json(const std::string& json, const std::string& wanted);
void unpack_workbook(const std::filesystem::path& workbook, const std::filesystem::path& folder);
std::string workbook_text(const std::filesystem::path& file);
std::string page_text(const std::string& html);

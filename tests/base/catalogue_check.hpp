#pragma once
// For the tests of every room: the codes that its sources emit have words in both languages and a test.
#include <catch2/catch.hpp>

#include <regex>
#include <set>
#include <string>

#include "base/diagnostic.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace catalogue_check {

inline std::set<std::string> matches(const std::string& folder, const std::vector<std::string>& extensions,
                                     const std::string& pattern) {
    std::set<std::string> found;
    const std::regex wanted(pattern);
    for (const std::string& extension : extensions) {
        for (const std::string& path : qingdan::list_files(folder, extension, true)) {
            qingdan::Diagnostics diagnostics;
            const auto file = qingdan::read_file(folder, path, diagnostics);
            REQUIRE(file);
            for (std::sregex_iterator it(file->bytes.begin(), file->bytes.end(), wanted), end; it != end; ++it)
                found.insert((*it)[1]);
        }
    }
    return found;
}

/// `letter` is what the room's codes begin with: `U` for `U002`.
inline void room(const std::string& name, const std::string& letter) {
    const std::string root = QINGDAN_SOURCE_DIR;
    const auto chinese = qingdan::DiagnosticCatalogue::load(root + "/templates/diagnostics", "zh");
    const auto english = qingdan::DiagnosticCatalogue::load(root + "/templates/diagnostics", "en");
    const std::string code = letter + "[0-9]{3}";
    const auto emitted = matches(root + "/src/" + name, {".cpp", ".hpp"}, "\"(" + code + ")\"");
    const auto words = matches(root + "/src/" + name, {".cpp", ".hpp"}, "\"@([a-z-]+)\"");
    const auto tested = matches(root + "/tests", {".cpp", ".toml", ".txt", ".csv"}, "\\b(" + code + ")\\b");
    const auto listed = matches(root + "/templates/diagnostics", {".csv"}, "(?:^|\\n)(" + code + "),");
    CHECK_FALSE(emitted.empty());
    for (const std::string& each : emitted) {
        INFO(each);
        for (const auto* catalogue : {&chinese, &english}) {
            REQUIRE(catalogue->knows(each));
            const qingdan::Diagnostic bare{each, qingdan::Severity::error, {}, {}, {}};
            CHECK_FALSE(catalogue->message(bare).empty());
            CHECK_FALSE(catalogue->hint(bare).empty());
        }
        CHECK(tested.count(each) == 1);
    }
    for (const std::string& each : listed) {
        INFO(each << " has words, but nothing emits it");
        CHECK(emitted.count(each) == 1);
    }
    for (const std::string& each : words) {
        INFO("@" << each);
        CHECK(chinese.knows(each));
        CHECK(english.knows(each));
    }
}

}  // namespace catalogue_check

#include "catalogue_check.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

using qingdan::caret_picture;
using qingdan::DiagnosticCatalogue;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("qingdan-test-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path / "sub"); }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& name, std::string_view bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
    }
};

const std::string templates = QINGDAN_SOURCE_DIR "/templates/diagnostics";

qingdan::Diagnostic sample(qingdan::DiagnosticArguments arguments) {
    const auto document = std::make_shared<qingdan::Document>(qingdan::Document{"a.toml", ""});
    return {"B013", qingdan::Severity::error, {document, "3:1"}, std::move(arguments), "tilte = 1\n^^^^^"};
}

}  // namespace

TEST_CASE("every code of the base room has its words and a test") { catalogue_check::room("base", "B"); }

TEST_CASE("a diagnostic reads: place, severity, code, message, picture, hint") {
    const auto english = DiagnosticCatalogue::load(templates, "en");
    CHECK(english.render(sample({{"key", "tilte"}, {"nearest", "title"}})) ==
          "a.toml:3:1: error B013: unknown key \"tilte\"\n  | tilte = 1\n  | ^^^^^\n  hint: did you mean title? "
          "Otherwise delete it");
    CHECK(english.hint(sample({{"key", "tilte"}, {"nearest", ""}})) == "Otherwise delete it");
    const auto chinese = DiagnosticCatalogue::load(templates, "zh");
    CHECK(chinese.render(sample({{"key", "tilte"}, {"nearest", "title"}}))
              .starts_with(
                  "a.toml:3:1: 错误 B013: 不认识的键「tilte」\n  | tilte = 1\n  | ^^^^^\n  提示: 是否应为：title？"));
}

TEST_CASE("words among the arguments are translated, unknown codes are shown bare") {
    const auto english = DiagnosticCatalogue::load(templates, "en");
    const auto chinese = DiagnosticCatalogue::load(templates, "zh");
    const qingdan::Diagnostic kind{"B012",
                                   qingdan::Severity::warning,
                                   {},
                                   {{"key", "k"}, {"expected", "@kind-string"}, {"found", "@kind-number"}},
                                   {}};
    CHECK(english.render(kind).starts_with("warning B012: \"k\" must be a text, this is a number"));
    CHECK(chinese.render(kind).starts_with("警告 B012: 「k」应为文字，这里是数字"));
    CHECK(english.message({"Z999", qingdan::Severity::note, {}, {{"a", "1"}, {"b", "2"}}, {}}) == "Z999 (a=1, b=2)");
    CHECK(english.hint({"Z999", qingdan::Severity::note, {}, {}, {}}).empty());
}

TEST_CASE("an argument's own braces are left alone") {
    const auto english = DiagnosticCatalogue::load(templates, "en");
    CHECK(english.message(sample({{"key", "{fuel}"}, {"nearest", ""}})) == "unknown key \"{fuel}\"");
    CHECK(english.message(sample({})) == "unknown key \"{key}\"");
}

TEST_CASE("a damaged catalogue is an exception: the installation is broken") {
    const Folder folder;
    folder.write("a.csv", "code,zh,en,hint_zh,hint_en\nX001,一,one,,\n");
    CHECK(DiagnosticCatalogue::load(folder.path.string(), "en").knows("X001"));
    folder.write("b.csv", "code,zh,en,hint_zh,hint_en\nX001,一,one,,\n");
    CHECK_THROWS_AS(DiagnosticCatalogue::load(folder.path.string(), "en"), std::runtime_error);
    folder.write("b.csv", "code,zh\nX002,二\n");
    CHECK_THROWS_AS(DiagnosticCatalogue::load(folder.path.string(), "en"), std::runtime_error);
}

TEST_CASE("only errors count as errors") {
    qingdan::Diagnostics diagnostics;
    diagnostics.warning("B013", {});
    diagnostics.note("B013", {});
    CHECK_FALSE(diagnostics.has_errors());
    diagnostics.error("B013", {});
    CHECK(diagnostics.error_count() == 1);
    CHECK(diagnostics.all().size() == 3);
}

TEST_CASE("carets stand under what is meant, also behind Chinese") {
    CHECK(caret_picture("a = bcd", 4, 7) == "a = bcd\n    ^^^");
    CHECK(caret_picture("单位 = \"万顿\"", 10, 16) == "单位 = \"万顿\"\n        ^^^^");
    CHECK(caret_picture("x", 1, 1) == "x\n ^");
    CHECK(caret_picture("x", 5, 9) == "x\n ^");
    CHECK(caret_picture("\ta", 1, 2) == " a\n ^");
    const std::string picture = caret_picture(std::string(500, 'a') + "!" + std::string(500, 'b'), 500, 501);
    const std::size_t caret = picture.find('^') - picture.find('\n') - 1;
    CHECK(picture.find('\n') < 120);
    CHECK(picture.substr(std::string("…").size() - 1 + caret, 1) == "!");
}

TEST_CASE("files: digest, what cannot be read, sorted listing") {
    const Folder folder;
    folder.write("b.csv", "abc");
    folder.write("a.csv", "");
    folder.write("sub/c.csv", "x");
    folder.write(".hidden.csv", "x");
    folder.write("~$open.csv", "x");
    folder.write("d.txt", "x");
    qingdan::Diagnostics diagnostics;
    const auto file = qingdan::read_file(folder.path, "b.csv", diagnostics);
    REQUIRE(file);
    CHECK(file->bytes == "abc");
    CHECK(file->document->path == "b.csv");
    // FIPS 180-4, example for "abc"
    CHECK(file->document->digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(qingdan::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK_FALSE(qingdan::read_file(folder.path, "none.csv", diagnostics));
    CHECK_FALSE(qingdan::read_file(folder.path, "sub", diagnostics));
    REQUIRE(diagnostics.all().size() == 2);
    CHECK(diagnostics.all()[0].code == "B020");
    CHECK(diagnostics.all()[0].where.text() == "none.csv");
    CHECK(diagnostics.all()[1].arguments[1].second == "@file-folder");
    CHECK(qingdan::list_files(folder.path, ".csv", true) == std::vector<std::string>{"a.csv", "b.csv", "sub/c.csv"});
    CHECK(qingdan::list_files(folder.path, ".csv", false) == std::vector<std::string>{"a.csv", "b.csv"});
    CHECK(qingdan::list_files(folder.path / "nowhere", ".csv", true).empty());
}

#pragma once
// The tables of inventory.sqlite. Kinds of nodes are stored by the numbers of NodeKind.

namespace qingdan {

inline constexpr int store_application_id = 0x51444e31;  // "QDN1"
inline constexpr int store_version = 1;

inline constexpr const char* store_schema = R"sql(
CREATE TABLE manifest(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE source(id INTEGER PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL) STRICT;
CREATE TABLE document(id INTEGER PRIMARY KEY, path TEXT NOT NULL, digest TEXT NOT NULL) STRICT;
CREATE TABLE label(id INTEGER PRIMARY KEY, name TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL) STRICT;
CREATE TABLE datum(
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL REFERENCES label, keys TEXT NOT NULL, region TEXT NOT NULL, year INTEGER NOT NULL,
  value REAL, notation TEXT NOT NULL, unit TEXT NOT NULL, low REAL, high REAL, printed TEXT NOT NULL,
  document INTEGER REFERENCES document, place TEXT NOT NULL, source TEXT NOT NULL, note TEXT NOT NULL,
  CHECK((value IS NULL) = (notation <> ''))) STRICT;
CREATE TABLE factor(
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL REFERENCES label, keys TEXT NOT NULL, value REAL, notation TEXT NOT NULL, unit TEXT NOT NULL,
  low REAL, high REAL, printed TEXT NOT NULL, status TEXT NOT NULL, source INTEGER REFERENCES source, page TEXT NOT NULL,
  document INTEGER REFERENCES document, place TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE formula(
  id INTEGER PRIMARY KEY, label INTEGER NOT NULL REFERENCES label, name TEXT NOT NULL, text TEXT NOT NULL, tier TEXT NOT NULL,
  source INTEGER REFERENCES source, page TEXT NOT NULL, place TEXT NOT NULL) STRICT;
CREATE TABLE node(
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, year INTEGER NOT NULL, value REAL, notation TEXT NOT NULL, incomplete INTEGER NOT NULL,
  datum INTEGER REFERENCES datum, factor INTEGER REFERENCES factor, formula INTEGER REFERENCES formula, label INTEGER REFERENCES label,
  keys TEXT NOT NULL, unit TEXT NOT NULL, place TEXT NOT NULL, note TEXT NOT NULL, source INTEGER REFERENCES source,
  CHECK((value IS NULL) = (notation <> ''))) STRICT;
CREATE TABLE edge(node INTEGER NOT NULL REFERENCES node, position INTEGER NOT NULL, input INTEGER NOT NULL REFERENCES node, role TEXT NOT NULL,
  PRIMARY KEY(node, position)) STRICT, WITHOUT ROWID;
CREATE TABLE estimate(
  region TEXT NOT NULL, year INTEGER NOT NULL, category TEXT NOT NULL, gas TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL,
  value REAL, unit TEXT NOT NULL, notation TEXT NOT NULL, co2e_kt REAL, gwp_set TEXT NOT NULL, tier TEXT NOT NULL, method TEXT NOT NULL,
  status TEXT NOT NULL, node INTEGER NOT NULL REFERENCES node, co2e_node INTEGER NOT NULL REFERENCES node,
  PRIMARY KEY(region, year, category, gas), CHECK((value IS NULL) = (notation <> ''))) STRICT;
CREATE TABLE leaf(
  region TEXT NOT NULL, year INTEGER NOT NULL, category TEXT NOT NULL, gas TEXT NOT NULL, keys TEXT NOT NULL, value REAL, unit TEXT NOT NULL,
  notation TEXT NOT NULL, method TEXT NOT NULL, status TEXT NOT NULL, node INTEGER REFERENCES node) STRICT;
CREATE TABLE finding(id INTEGER PRIMARY KEY, json TEXT NOT NULL CHECK(json_valid(json))) STRICT;
)sql";

}  // namespace qingdan

-- For pandoc, on the way to report.docx. The contents: a field that a word processor brings up to date, with the
-- headings in it from the beginning (pandoc's own is empty until then); its title comes as the metadata `contents`.
-- Lists of the text: in letters of the text's size, not in those of tables.

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function paragraph(style, inner)
  return '<w:p><w:pPr><w:pStyle w:val="' .. style .. '"/></w:pPr>' .. inner .. "</w:p>"
end

local function run(inner)
  return "<w:r>" .. inner .. "</w:r>"
end

local function words(text)
  return run('<w:t xml:space="preserve">' .. escaped(text) .. "</w:t>")
end

local begin = run('<w:fldChar w:fldCharType="begin" w:dirty="true"/>')
  .. run('<w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText>')
  .. run('<w:fldChar w:fldCharType="separate"/>')
local finish = run('<w:fldChar w:fldCharType="end"/>')

function BulletList(list)
  for _, item in ipairs(list.content) do
    for i, block in ipairs(item) do
      if block.t == "Plain" then
        item[i] = pandoc.Div({ pandoc.Para(block.content) }, pandoc.Attr("", {}, { ["custom-style"] = "List Text" }))
      end
    end
  end
  return list
end

function Pandoc(document)
  local lines = { paragraph("TOCHeading", words(pandoc.utils.stringify(document.meta.contents))) }
  local before = begin
  for _, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level <= 2 then
      local link = '<w:hyperlink w:anchor="' .. block.identifier .. '">'
        .. words(pandoc.utils.stringify(block)) .. "</w:hyperlink>"
      table.insert(lines, paragraph("TOC" .. block.level, before .. link))
      before = ""
    end
  end
  table.insert(lines, '<w:p>' .. finish .. run('<w:br w:type="page"/>') .. "</w:p>")
  table.insert(document.blocks, 1, pandoc.RawBlock("openxml", table.concat(lines)))
  document.meta.contents = nil
  return document
end

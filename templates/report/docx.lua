-- For pandoc, on the way to report.docx. The contents: every heading with a field for its page. Not one field for all of
-- them: what that holds, some word processors show as it stands, without pages, until they are told to bring it up to
-- date. Its title comes as the metadata `contents`.
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

-- A heading's own mark: pandoc's goes from the heading to the end of its chapter, and is lost where a table ends that.
local function mark(identifier)
  return "page-" .. identifier
end

local function page_of(identifier)
  return run('<w:fldChar w:fldCharType="begin" w:dirty="true"/>')
    .. run('<w:instrText xml:space="preserve"> PAGEREF ' .. mark(identifier) .. " \\h </w:instrText>")
    .. run('<w:fldChar w:fldCharType="separate"/>') .. words("") .. run('<w:fldChar w:fldCharType="end"/>')
end

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
  for number, block in ipairs(document.blocks) do
    if block.t == "Header" and block.level <= 2 then
      local link = '<w:hyperlink w:anchor="' .. mark(block.identifier) .. '">'
        .. words(pandoc.utils.stringify(block)) .. run("<w:tab/>") .. page_of(block.identifier) .. "</w:hyperlink>"
      table.insert(lines, paragraph("TOC" .. block.level, link))
      local id = ' w:id="' .. 10000 + number .. '"'  -- pandoc counts its own from 1
      block.content:insert(1, pandoc.RawInline("openxml",
        "<w:bookmarkStart" .. id .. ' w:name="' .. mark(block.identifier) .. '"/>'))
      block.content:insert(pandoc.RawInline("openxml", "<w:bookmarkEnd" .. id .. "/>"))
    end
  end
  table.insert(lines, "<w:p>" .. run('<w:br w:type="page"/>') .. "</w:p>")
  table.insert(document.blocks, 1, pandoc.RawBlock("openxml", table.concat(lines)))
  document.meta.contents = nil
  return document
end

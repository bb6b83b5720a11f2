// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "blockbuilder.h"

#include "entity.h"
#include "sourceline.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <utility>

namespace tabletalk {

namespace {

constexpr int kMaxDepth = 32; // quotes and lists nested deeper are drawn at this depth
constexpr unsigned kDialect = MD_DIALECT_GITHUB | MD_FLAG_NOHTML;

QString textOf(const MD_ATTRIBUTE &attribute)
{
    QString text;
    for (int i = 0; attribute.size > 0 && attribute.substr_offsets[i] < attribute.size; ++i) {
        const MD_OFFSET start = attribute.substr_offsets[i];
        const QByteArrayView part(attribute.text + start, attribute.substr_offsets[i + 1] - start);
        text += attribute.substr_types[i] == MD_TEXT_ENTITY ? decodedEntity(part) : QString::fromUtf8(part);
    }
    return text;
}

CellAlignment alignmentOf(MD_ALIGN align)
{
    switch (align) {
    case MD_ALIGN_LEFT:
        return CellAlignment::Left;
    case MD_ALIGN_CENTER:
        return CellAlignment::Centre;
    case MD_ALIGN_RIGHT:
        return CellAlignment::Right;
    case MD_ALIGN_DEFAULT:
        break;
    }
    return CellAlignment::Default;
}

std::optional<SpanStyle> styleOf(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return SpanStyle::Italic;
    case MD_SPAN_STRONG:
        return SpanStyle::Bold;
    case MD_SPAN_A:
        return SpanStyle::Link;
    case MD_SPAN_IMG:
        return SpanStyle::Image;
    case MD_SPAN_CODE:
        return SpanStyle::Code;
    case MD_SPAN_DEL:
        return SpanStyle::Strike;
    default: // of extensions that are off
        return std::nullopt;
    }
}

//! Blocks are seldom shorter. Where they are, very many are moved once to where there is room.
constexpr qsizetype kBytesPerBlock = 32;

} // namespace

std::vector<Block> BlockBuilder::build(const BlockSource &source)
{
    MD_PARSER parser{};
    parser.flags = kDialect;
    parser.enter_block = onEnterBlock;
    parser.leave_block = onLeaveBlock;
    parser.enter_span = onEnterSpan;
    parser.leave_span = onLeaveSpan;
    parser.text = onText;
    BlockBuilder builder(source);
    const QByteArrayView text = builder.m_amended.bytes();
    builder.m_blocks.reserve(std::size_t(text.size() / kBytesPerBlock + 1));
    md_parse(text.data(), MD_SIZE(text.size()), &parser, &builder);
    builder.m_locator.finish(builder.m_blocks.empty() ? nullptr : &builder.m_blocks.back());
    for (Block &block : builder.m_blocks) {
        block.sourceStart += source.base;
        block.sourceEnd += source.base;
    }
    if (builder.m_blocks.capacity() / 2 > builder.m_blocks.size())
        builder.m_blocks.shrink_to_fit();
    return std::move(builder.m_blocks);
}

bool BlockBuilder::startsTable(const BlockSource &source)
{
    MD_PARSER parser{};
    parser.flags = kDialect;
    parser.enter_block = [](MD_BLOCKTYPE type, void *, void *isTable) {
        *static_cast<bool *>(isTable) = type == MD_BLOCK_TABLE;
        return type == MD_BLOCK_DOC ? 0 : 1; // the first one ends it
    };
    parser.leave_block = [](MD_BLOCKTYPE, void *, void *) { return 0; };
    parser.enter_span = [](MD_SPANTYPE, void *, void *) { return 0; };
    parser.leave_span = parser.enter_span;
    parser.text = [](MD_TEXTTYPE, const MD_CHAR *, MD_SIZE, void *) { return 0; };
    const AmendedText amended(source.text, source.amendments, source.formulas);
    bool isTable = false;
    md_parse(amended.bytes().data(), MD_SIZE(amended.bytes().size()), &parser, &isTable);
    return isTable;
}

BlockBuilder::BlockBuilder(const BlockSource &source)
    : m_source(source)
    , m_amended(source.text, source.amendments, source.formulas)
    , m_locator(source.text, source.contextLength)
    , m_firstOrdinal(source.firstOrdinal)
{
}

int BlockBuilder::onEnterBlock(MD_BLOCKTYPE type, void *detail, void *self)
{
    static_cast<BlockBuilder *>(self)->enterBlock(type, detail);
    return 0;
}

int BlockBuilder::onLeaveBlock(MD_BLOCKTYPE type, void *, void *self)
{
    static_cast<BlockBuilder *>(self)->leaveBlock(type);
    return 0;
}

int BlockBuilder::onEnterSpan(MD_SPANTYPE type, void *detail, void *self)
{
    static_cast<BlockBuilder *>(self)->enterSpan(type, detail);
    return 0;
}

int BlockBuilder::onLeaveSpan(MD_SPANTYPE type, void *, void *self)
{
    static_cast<BlockBuilder *>(self)->leaveSpan(type);
    return 0;
}

int BlockBuilder::onText(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *self)
{
    static_cast<BlockBuilder *>(self)->addText(type, QByteArrayView(text, qsizetype(size)));
    return 0;
}

void BlockBuilder::enterBlock(MD_BLOCKTYPE type, const void *detail)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        closeLeaf();
        ++m_quoteDepth;
        break;
    case MD_BLOCK_UL:
        closeItem();
        m_lists.push_back({});
        break;
    case MD_BLOCK_OL: {
        closeItem();
        const qint64 start = static_cast<const MD_BLOCK_OL_DETAIL *>(detail)->start;
        m_lists.push_back({true, std::exchange(m_firstOrdinal, std::nullopt).value_or(start)});
        break;
    }
    case MD_BLOCK_LI:
        enterItem(*static_cast<const MD_BLOCK_LI_DETAIL *>(detail));
        break;
    case MD_BLOCK_HR:
        openLeaf(BlockKind::Rule);
        break;
    case MD_BLOCK_H:
        openLeaf(BlockKind::Heading);
        m_leaf->headingLevel = int(static_cast<const MD_BLOCK_H_DETAIL *>(detail)->level);
        break;
    case MD_BLOCK_CODE: {
        openLeaf(BlockKind::Code);
        const auto *code = static_cast<const MD_BLOCK_CODE_DETAIL *>(detail);
        m_leaf->language = textOf(code->lang);
        m_trace.fenceCharacter = code->fence_char;
        break;
    }
    case MD_BLOCK_P:
        openLeaf(BlockKind::Paragraph);
        break;
    case MD_BLOCK_THEAD:
        m_isInTableHead = true;
        break;
    case MD_BLOCK_TABLE:
        m_columns = static_cast<const MD_BLOCK_TABLE_DETAIL *>(detail)->col_count;
        break;
    case MD_BLOCK_TR:
        openLeaf(BlockKind::TableRow);
        m_leaf->isTableHeader = m_isInTableHead;
        m_leaf->cells.reserve(m_columns);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_leaf->cells.append(
            {.alignment = alignmentOf(static_cast<const MD_BLOCK_TD_DETAIL *>(detail)->align)});
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TBODY:
        break;
    }
}

void BlockBuilder::leaveBlock(MD_BLOCKTYPE type)
{
    switch (type) {
    case MD_BLOCK_QUOTE:
        closeLeaf();
        --m_quoteDepth;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        m_lists.pop_back();
        break;
    case MD_BLOCK_LI:
        closeItem();
        break;
    case MD_BLOCK_THEAD:
        m_isInTableHead = false;
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        m_leaf->cells.last().text = m_inline.takeText();
        m_leaf->cells.last().spans = m_inline.takeSpans();
        break;
    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_TR:
        closeLeaf();
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HTML:
    case MD_BLOCK_TABLE:
    case MD_BLOCK_TBODY:
        break;
    }
}

void BlockBuilder::enterItem(const MD_BLOCK_LI_DETAIL &detail)
{
    OpenList &list = m_lists.back();
    m_marker = list.isOrdered ? QString::number(list.nextNumber++) + u'.' : QStringLiteral("•");
    m_task = TaskState::None;
    if (detail.is_task)
        m_task = detail.task_mark == ' ' ? TaskState::Open : TaskState::Done;
}

void BlockBuilder::enterSpan(MD_SPANTYPE type, const void *detail)
{
    const std::optional<SpanStyle> style = styleOf(type);
    if (!style)
        return;
    openImplicitParagraph();
    QString target;
    if (type == MD_SPAN_A) {
        target = textOf(static_cast<const MD_SPAN_A_DETAIL *>(detail)->href);
    } else if (type == MD_SPAN_IMG) {
        target = textOf(static_cast<const MD_SPAN_IMG_DETAIL *>(detail)->src);
        m_imageStart = m_inline.size();
    }
    m_inline.enter(*style, target);
}

void BlockBuilder::leaveSpan(MD_SPANTYPE type)
{
    const std::optional<SpanStyle> style = styleOf(type);
    if (!style)
        return;
    // A picture without a description would be nothing at all; one that is its own address has no use for it.
    if (type == MD_SPAN_IMG && m_inline.size() == m_imageStart) {
        m_inline.append(m_inline.target().startsWith(QLatin1String("data:"))
                            ? QCoreApplication::translate("Conversation", "Picture")
                            : m_inline.target());
    }
    m_inline.leave(*style);
}

void BlockBuilder::addText(MD_TEXTTYPE type, QByteArrayView text)
{
    openImplicitParagraph();
    const qsizetype offset = offsetOf(text);
    const qsizetype end = offset >= 0 ? endOf(text) : -1; // what was put in is in the text, not in the source
    if (offset >= 0) {
        if (m_trace.firstText < 0)
            m_trace.firstText = offset;
        m_trace.lastText = end;
    }
    if (m_leaf->kind == BlockKind::Code) {
        if (offset >= 0)
            m_code.addContent(offset, end - offset);
        else if (text == "\n")
            m_code.endLine();
        else
            m_code.addIndentation(text.size());
        return;
    }
    const bool isInFormula = m_trace.lastText >= 0 && m_trace.lastText < m_formulaEnd;
    switch (type) {
    case MD_TEXT_BR:
        m_inline.append(QStringView(u"\u2028"));
        break;
    case MD_TEXT_SOFTBR:
        if (!isInFormula)
            m_inline.append(u" ");
        break;
    case MD_TEXT_ENTITY:
        m_inline.append(decodedEntity(text));
        break;
    case MD_TEXT_CODE:
        // A formula in a run of code is code. GFM takes "\\|" for a bar in a cell even there, md4c 0.4.8 not.
        if (offset >= 0)
            text = m_source.text.sliced(offset, end - offset);
        if (m_leaf->kind == BlockKind::TableRow && text.contains('|'))
            m_inline.append(QString::fromUtf8(text).replace(QLatin1String("\\|"), QLatin1String("|")));
        else
            m_inline.appendUtf8(text);
        break;
    default:
        if (offset >= 0 && !m_source.formulas.empty())
            addWritten(offset, end);
        else
            m_inline.appendUtf8(text);
        break;
    }
}

//! Adds a stretch of the source, the formulas in it as such.
void BlockBuilder::addWritten(qsizetype start, qsizetype end)
{
    const std::vector<FormulaRange> &formulas = m_source.formulas;
    while (start < end) {
        while (m_nextFormula < formulas.size() && formulas[m_nextFormula].end <= start)
            ++m_nextFormula;
        const bool hasNext = m_nextFormula < formulas.size();
        if (hasNext && formulas[m_nextFormula].start <= start) {
            const FormulaRange &formula = formulas[m_nextFormula];
            if (m_formulaEnd != formula.end)
                addFormula(formula);
            start = std::min(end, formula.end);
            continue;
        }
        const qsizetype stop = hasNext ? std::min(end, formulas[m_nextFormula].start) : end;
        m_inline.appendUtf8(m_source.text.sliced(start, stop - start));
        start = stop;
    }
}

void BlockBuilder::addFormula(const FormulaRange &formula)
{
    QByteArray written;
    forFormulaLines(m_source.text, formula, [&](qsizetype start, qsizetype end) {
        if (!written.isEmpty())
            written += '\n';
        written += m_source.text.sliced(start, end - start);
    });
    m_inline.enter(SpanStyle::Formula);
    if (formula.isDisplay)
        m_inline.enter(SpanStyle::Display);
    m_inline.appendUtf8(written);
    if (formula.isDisplay)
        m_inline.leave(SpanStyle::Display);
    m_inline.leave(SpanStyle::Formula);
    m_formulaEnd = formula.end;
}

//! Where the text stands in the source; -1 for a line break or indentation, which md4c keeps elsewhere.
qsizetype BlockBuilder::offsetOf(QByteArrayView text) const
{
    const QByteArrayView all = m_amended.bytes();
    const bool isInside =
        std::less_equal<>{}(all.begin(), text.begin()) && std::less<>{}(text.begin(), all.end());
    return isInside ? m_amended.writtenOffset(text.begin() - all.begin()) : -1;
}

//! Where text that offsetOf() found ends in the source.
qsizetype BlockBuilder::endOf(QByteArrayView text) const
{
    return m_amended.writtenOffset(text.end() - m_amended.bytes().begin());
}

void BlockBuilder::openLeaf(BlockKind kind)
{
    closeLeaf();
    m_leaf = &m_blocks.emplace_back();
    m_leaf->kind = kind;
    m_leaf->quoteDepth = std::min(m_quoteDepth, kMaxDepth);
    m_leaf->listDepth = std::min(int(m_lists.size()), kMaxDepth);
    m_leaf->marker = std::exchange(m_marker, {});
    m_leaf->task = std::exchange(m_task, TaskState::None);
}

//! The text of a tight list's items comes without a paragraph around it.
void BlockBuilder::openImplicitParagraph()
{
    if (!m_leaf)
        openLeaf(BlockKind::Paragraph);
}

void BlockBuilder::closeLeaf()
{
    if (!m_leaf)
        return;
    if (m_leaf->kind == BlockKind::Code) {
        if (m_code.hasOpenLine())
            m_code.endLine();
        m_trace.codeLines = m_code.lineCount();
        m_trace.codeLinesBeforeText = m_code.linesBeforeContent();
        const qsizetype start = m_locator.startOf(*m_leaf, m_trace);
        const bool isFenced = m_trace.fenceCharacter != 0;
        m_leaf->text = m_code.read(m_source.text, isFenced ? nextLine(m_source.text, start) : start);
        m_code.clear();
    } else if (m_leaf->kind != BlockKind::TableRow) {
        m_leaf->text = m_inline.takeText();
        m_leaf->spans = m_inline.takeSpans();
    }
    m_locator.place(*m_leaf, m_trace, m_blocks.size() > 1 ? m_leaf - 1 : nullptr);
    m_leaf = nullptr;
    m_trace = {};
}

//! Ends what the item has so far. An item that has no block of its own, as in "1. - a" or "-", gets an
//! empty paragraph, for its marker would be lost; but not one per mark of a hostile "- - - - ...".
void BlockBuilder::closeItem()
{
    closeLeaf();
    if (!m_marker.isEmpty() && m_lists.size() <= kMaxDepth) {
        openLeaf(BlockKind::Paragraph);
        closeLeaf();
    }
    m_marker.clear();
    m_task = TaskState::None;
}

} // namespace tabletalk

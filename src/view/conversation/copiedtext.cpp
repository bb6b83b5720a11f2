// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/copiedtext.h"

#include "conversation/attachmentlink.h"
#include "conversation/turntext.h"
#include "spanmarkup.h"

#include <QMimeData>

#include <algorithm>

namespace tabletalk {

namespace {

void join(QString &text, const QString &more, const QString &separator = QStringLiteral("\n\n"))
{
    if (more.isEmpty())
        return;
    if (!text.isEmpty())
        text += separator;
    text += more;
}

Delimiters markdownDelimiters(const Span &span)
{
    Delimiters delimiters;
    const auto around = [&delimiters](const QString &mark) {
        delimiters.before += mark;
        delimiters.after.prepend(mark);
    };
    if ((span.styles & SpanStyle::Image || span.styles & SpanStyle::Link)
        && !isAttachmentTarget(span.target)) {
        delimiters.before = span.styles & SpanStyle::Image ? QStringLiteral("![") : QStringLiteral("[");
        delimiters.after = QStringLiteral("](%1)").arg(span.target);
    }
    if (span.styles & SpanStyle::Bold)
        around(QStringLiteral("**"));
    if (span.styles & SpanStyle::Italic)
        around(QStringLiteral("*"));
    if (span.styles & SpanStyle::Strike)
        around(QStringLiteral("~~"));
    if (span.styles & SpanStyle::Code)
        around(QStringLiteral("`"));
    return delimiters;
}

QString markdownOf(const Block &block, BlockPart part)
{
    const auto asIs = [](const QString &text) { return text; };
    if (block.kind == BlockKind::Code || block.kind == BlockKind::TableRow)
        return block.plainText().sliced(part.from, part.to - part.from);
    return marked(block.text, block.spans, part.from, part.to, markdownDelimiters, asIs);
}

QString htmlOf(const Block &block, BlockPart part)
{
    const auto element = [](const QString &tag, const QString &content) {
        return QStringLiteral("<%1>%2</%1>").arg(tag, content);
    };
    switch (block.kind) {
    case BlockKind::Code:
        return element(QStringLiteral("pre"),
                       block.text.sliced(part.from, part.to - part.from).toHtmlEscaped());
    case BlockKind::Rule:
        return QStringLiteral("<hr>");
    case BlockKind::TableRow: {
        const QString tag = block.isTableHeader ? QStringLiteral("th") : QStringLiteral("td");
        QString row;
        int start = 0;
        for (const TableCell &cell : block.cells) {
            const int length = int(cell.text.size());
            const int from = std::clamp(part.from - start, 0, length);
            const int to = std::clamp(part.to - start, from, length);
            row += element(tag, spansToHtml(cell.text, cell.spans, from, to));
            start += length + 1;
        }
        return element(QStringLiteral("tr"), row);
    }
    case BlockKind::Heading:
    case BlockKind::Paragraph:
        break;
    }
    const QString content = spansToHtml(block.text, block.spans, part.from, part.to);
    if (block.kind == BlockKind::Heading)
        return element(QStringLiteral("h%1").arg(std::clamp(block.headingLevel, 1, 6)), content);
    if (!block.marker.isEmpty()) {
        const QString list = block.marker.endsWith(u'.') || block.marker.endsWith(u')')
                                 ? QStringLiteral("ol")
                                 : QStringLiteral("ul");
        const QString start =
            list == QStringLiteral("ol")
                ? QStringLiteral(" start=\"%1\"").arg(block.marker.chopped(1).toHtmlEscaped())
                : QString();
        return QStringLiteral("<%1%2><li>%3</li></%1>").arg(list, start, content);
    }
    return element(block.quoteDepth > 0 ? QStringLiteral("blockquote") : QStringLiteral("p"), content);
}

//! A block that is copied, or the part of it that is.
struct CopiedBlock {
    const Block *block = nullptr;
    BlockPart part;
};

std::vector<CopiedBlock> copiedBlocks(const TurnContent &content, int section, const BlockRange &range)
{
    std::vector<CopiedBlock> copied;
    int index = content.firstBlock(section);
    for (const Block &block : content.blocks(section)) {
        const BlockPart part = partOf(block, index++, range);
        if (part.from < part.to || part.isWhole)
            copied.push_back({&block, part});
    }
    return copied;
}

QString htmlOf(const std::vector<CopiedBlock> &copied)
{
    QString html;
    bool isInTable = false;
    for (const auto &[block, part] : copied) {
        const bool isRow = block->kind == BlockKind::TableRow;
        if (isInTable && (!isRow || block->isTableHeader)) {
            html += QStringLiteral("</table>");
            isInTable = false;
        }
        if (isRow && !isInTable)
            html += QStringLiteral("<table>");
        isInTable = isRow;
        html += htmlOf(*block, part);
    }
    return isInTable ? html + QStringLiteral("</table>") : html;
}

bool isBodyRow(const Block &block)
{
    return block.kind == BlockKind::TableRow && !block.isTableHeader;
}

//! What follows a block in the source is the next one: not so with the rows of a table that is sorted.
bool goesOnInSource(const std::vector<CopiedBlock> &copied, size_t at)
{
    if (at + 1 == copied.size() || !copied[at + 1].part.isWhole)
        return false;
    const Block &block = *copied[at].block;
    const Block &next = *copied[at + 1].block;
    if (isBodyRow(next))
        return next.sourceStart == block.sourceEnd;
    if (!isBodyRow(block))
        return next.sourceStart >= block.sourceEnd;
    // The last row in sight is the last one in the source, too.
    for (size_t row = at; isBodyRow(*copied[row].block); --row) {
        if (copied[row].block->sourceEnd > block.sourceEnd)
            return false;
        if (row == 0)
            break;
    }
    return true;
}

//! `source` is what the offsets of the blocks count in; null when they have none.
QString markdownOf(const std::vector<CopiedBlock> &copied, const QByteArray &source)
{
    QString markdown;
    for (size_t i = 0; i < copied.size(); ++i) {
        const auto &[block, part] = copied[i];
        const bool isNextRow = i > 0 && isBodyRow(*block) && copied[i - 1].block->kind == BlockKind::TableRow;
        const QString separator = isNextRow ? QStringLiteral("\n") : QStringLiteral("\n\n");
        if (!part.isWhole || source.isNull()) {
            join(markdown, markdownOf(*block, part), separator);
            continue;
        }
        // A run of whole blocks is one slice, with everything that was between them.
        while (goesOnInSource(copied, i))
            ++i;
        const qsizetype start = std::min(block->sourceStart, source.size());
        const qsizetype end = std::clamp(copied[i].block->sourceEnd, start, source.size());
        QString slice = QString::fromUtf8(source.sliced(start, end - start));
        while (slice.endsWith(u'\n'))
            slice.chop(1);
        join(markdown, slice, separator);
    }
    return markdown;
}

//! The source of a section's step, as the offsets of its blocks count it.
QByteArray sourceOf(const Turn &turn, int step)
{
    return shownText(turn.steps.at(step)).toUtf8();
}

} // namespace

void CopiedText::add(const Turn &turn, const TurnContent &content, const BlockRange &range)
{
    join(m_plain, TurnText(content, range).text());
    for (int section = 0; section < content.sectionCount(); ++section) {
        const TurnContent::Kind kind = content.kind(section);
        if ((content.isAside(section) || content.isNote(section)) && range == BlockRange::all())
            continue;
        const std::vector<CopiedBlock> copied = copiedBlocks(content, section, range);
        if (copied.empty())
            continue;
        const bool hasSource = kind == TurnContent::Kind::Markdown || kind == TurnContent::Kind::Reasoning;
        join(m_markdown,
             markdownOf(copied, hasSource ? sourceOf(turn, content.step(section)) : QByteArray()));
        m_html += htmlOf(copied);
    }
}

std::unique_ptr<QMimeData> CopiedText::toMimeData() const
{
    auto data = std::make_unique<QMimeData>();
    data->setText(m_plain);
    data->setData(QStringLiteral("text/markdown"), m_markdown.toUtf8());
    data->setHtml(m_html);
    return data;
}

} // namespace tabletalk

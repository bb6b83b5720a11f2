// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "describe.h"

#include "markdowndocument.h"

namespace tabletalk {

namespace {

QString describeText(const QString &text, const QList<Span> &spans)
{
    QString described;
    int at = 0;
    for (const Span &span : spans) {
        described += QStringView(text).sliced(at, span.start - at);
        described += u'{';
        const QLatin1String letters("bicsamfd");
        for (int bit = 0; bit < letters.size(); ++bit) {
            if (span.styles.toInt() & (1 << bit))
                described += letters[bit];
        }
        described += u'|' + text.sliced(span.start, span.length);
        if (!span.target.isEmpty())
            described += u'|' + span.target;
        described += u'}';
        at = span.start + span.length;
    }
    described += QStringView(text).sliced(at);
    return described;
}

QString describeCell(const TableCell &cell)
{
    const QLatin1String alignments(" <^>");
    return QString(alignments[int(cell.alignment)]) + describeText(cell.text, cell.spans);
}

QString describeKind(const Block &block)
{
    switch (block.kind) {
    case BlockKind::Paragraph:
        return QStringLiteral("p:");
    case BlockKind::Heading:
        return QStringLiteral("h%1:").arg(block.headingLevel);
    case BlockKind::Code:
        return QStringLiteral("code(%1):").arg(block.language);
    case BlockKind::TableRow:
        return block.isTableHeader ? QStringLiteral("head:") : QStringLiteral("row:");
    case BlockKind::Rule:
        return QStringLiteral("rule");
    }
    return {};
}

} // namespace

QString describe(const Block &block)
{
    QStringList parts;
    if (block.quoteDepth > 0)
        parts += QStringLiteral("q%1").arg(block.quoteDepth);
    if (block.listDepth > 0)
        parts += QStringLiteral("l%1").arg(block.listDepth);
    if (!block.marker.isEmpty())
        parts += block.marker;
    if (block.task != TaskState::None)
        parts += block.task == TaskState::Done ? QStringLiteral("[x]") : QStringLiteral("[ ]");
    parts += describeKind(block);
    if (!block.text.isEmpty())
        parts += describeText(block.text, block.spans);
    for (const TableCell &cell : block.cells)
        parts += describeCell(cell);
    return parts.join(u' ')
        .replace(u'\n', QLatin1String("\\n"))
        .replace(QChar::LineSeparator, QLatin1String("\\"));
}

QStringList describe(const std::vector<Block> &blocks)
{
    QStringList described;
    for (const Block &block : blocks)
        described += describe(block);
    return described;
}

std::vector<Block> blocksInPieces(const QString &text, qsizetype piece)
{
    MarkdownDocument document;
    for (qsizetype at = 0; at < text.size(); at += piece) {
        document.append(QStringView(text).mid(at, piece));
        document.flush();
    }
    document.finish();
    return document.blocks();
}

} // namespace tabletalk

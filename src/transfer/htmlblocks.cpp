// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmlblocks.h"

#include "codehighlighter.h"
#include "markdowndocument.h"
#include "spanmarkup.h"

#include <QStringList>

namespace tabletalk {

namespace {

QString classOf(CodeRole role)
{
    switch (role) {
    case CodeRole::Keyword:
        return QStringLiteral("k");
    case CodeRole::Type:
        return QStringLiteral("t");
    case CodeRole::String:
        return QStringLiteral("s");
    case CodeRole::Number:
        return QStringLiteral("n");
    case CodeRole::Comment:
        return QStringLiteral("c");
    case CodeRole::Name:
        return QStringLiteral("m");
    case CodeRole::Inserted:
        return QStringLiteral("i");
    case CodeRole::Deleted:
        return QStringLiteral("d");
    }
    return {};
}

QString colouredCode(const Block &block)
{
    const CodeHighlighter highlighter(block.language);
    if (!highlighter.isKnown())
        return block.text.toHtmlEscaped();
    QString html;
    CodeState state;
    const QStringList lines = block.text.split(u'\n');
    for (const QString &line : lines) {
        std::vector<CodeRun> runs;
        state = highlighter.highlight(line, state, &runs);
        int at = 0;
        for (const CodeRun &run : runs) {
            html += line.mid(at, run.start - at).toHtmlEscaped();
            html += QStringLiteral("<span class=\"%1\">").arg(classOf(run.role))
                    + line.mid(run.start, run.length).toHtmlEscaped() + QStringLiteral("</span>");
            at = run.start + run.length;
        }
        html += line.mid(at).toHtmlEscaped() + u'\n';
    }
    html.chop(1);
    return html;
}

QString wholeText(const QString &text, const QList<Span> &spans)
{
    return spansToHtml(text, spans, 0, int(text.size()));
}

QString alignmentOf(const TableCell &cell)
{
    switch (cell.alignment) {
    case CellAlignment::Left:
        return QStringLiteral(" align=\"left\"");
    case CellAlignment::Centre:
        return QStringLiteral(" align=\"center\"");
    case CellAlignment::Right:
        return QStringLiteral(" align=\"right\"");
    case CellAlignment::Default:
        break;
    }
    return {};
}

//! Builds the nesting up again that blocks have as depths: quotes outside, lists inside.
class BlockWriter {
public:
    void write(const Block &block)
    {
        if (block.quoteDepth != m_quotes) {
            closeLists(0);
            closeTable();
            for (; m_quotes > block.quoteDepth; --m_quotes)
                m_html += QStringLiteral("</blockquote>\n");
            for (; m_quotes < block.quoteDepth; ++m_quotes)
                m_html += QStringLiteral("<blockquote>\n");
        }
        if (block.kind != BlockKind::TableRow || block.isTableHeader)
            closeTable();
        if (block.kind != BlockKind::TableRow || block.isTableHeader || !block.marker.isEmpty())
            enterLists(block);
        writeContent(block);
    }

    QString take()
    {
        closeTable();
        closeLists(0);
        for (; m_quotes > 0; --m_quotes)
            m_html += QStringLiteral("</blockquote>\n");
        return std::move(m_html);
    }

private:
    void enterLists(const Block &block)
    {
        closeLists(block.listDepth);
        if (block.marker.isEmpty())
            return;
        const bool isNumbered = block.marker.endsWith(u'.') || block.marker.endsWith(u')');
        const QString tag = isNumbered ? QStringLiteral("ol") : QStringLiteral("ul");
        if (m_lists.size() == block.listDepth && !m_lists.isEmpty()) {
            if (m_lists.last() == tag)
                m_html += QStringLiteral("</li>\n");
            else
                closeLists(block.listDepth - 1);
        }
        while (m_lists.size() < block.listDepth) {
            m_lists.append(tag);
            const QString number = isNumbered ? block.marker.chopped(1) : QString();
            m_html += number.isEmpty() || number == QLatin1String("1")
                          ? QStringLiteral("<%1>\n").arg(tag)
                          : QStringLiteral("<%1 start=\"%2\">\n").arg(tag, number.toHtmlEscaped());
            if (m_lists.size() < block.listDepth)
                m_html += QStringLiteral("<li>");
        }
        m_html += QStringLiteral("<li>");
        if (block.task != TaskState::None)
            m_html += block.task == TaskState::Done ? QStringLiteral("☑ ") : QStringLiteral("☐ ");
    }

    void closeLists(qsizetype depth)
    {
        if (m_lists.size() > depth)
            closeTable();
        while (m_lists.size() > depth)
            m_html += QStringLiteral("</li></%1>\n").arg(m_lists.takeLast());
    }

    void closeTable()
    {
        if (m_isInTable)
            m_html += QStringLiteral("</table>\n");
        m_isInTable = false;
    }

    void writeContent(const Block &block)
    {
        switch (block.kind) {
        case BlockKind::Code:
            m_html += QStringLiteral("<pre><code>") + colouredCode(block) + QStringLiteral("</code></pre>\n");
            break;
        case BlockKind::Rule:
            m_html += QStringLiteral("<hr>\n");
            break;
        case BlockKind::TableRow:
            writeRow(block);
            break;
        case BlockKind::Heading: {
            // The document has the first two for its title and its turns.
            const int level = std::min(6, block.headingLevel + 2);
            m_html += QStringLiteral("<h%1>%2</h%1>\n").arg(level).arg(wholeText(block.text, block.spans));
            break;
        }
        case BlockKind::Paragraph:
            // The first line of an item stands beside its marker.
            m_html += block.marker.isEmpty()
                          ? QStringLiteral("<p>%1</p>\n").arg(wholeText(block.text, block.spans))
                          : wholeText(block.text, block.spans) + u'\n';
            break;
        }
    }

    void writeRow(const Block &block)
    {
        if (!m_isInTable)
            m_html += QStringLiteral("<table>\n");
        m_isInTable = true;
        const QString tag = block.isTableHeader ? QStringLiteral("th") : QStringLiteral("td");
        m_html += QStringLiteral("<tr>");
        for (const TableCell &cell : block.cells)
            m_html += u'<' + tag + alignmentOf(cell) + u'>' + wholeText(cell.text, cell.spans)
                      + QStringLiteral("</") + tag + u'>';
        m_html += QStringLiteral("</tr>\n");
    }

    QString m_html;
    QStringList m_lists; // their tags, the outermost first
    int m_quotes = 0;
    bool m_isInTable = false;
};

} // namespace

QString htmlFromMarkdown(const QString &markdown)
{
    BlockWriter writer;
    for (const Block &block : MarkdownDocument::parse(markdown))
        writer.write(block);
    return writer.take();
}

} // namespace tabletalk

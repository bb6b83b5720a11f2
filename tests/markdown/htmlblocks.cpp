// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "htmlblocks.h"

#include "styledtext.h"

#include <QUrl>
#include <QXmlStreamReader>

#include <algorithm>
#include <utility>

namespace tabletalk {

namespace {

QString decoded(const QString &target)
{
    return QUrl::fromPercentEncoding(target.toUtf8());
}

class HtmlReader {
public:
    explicit HtmlReader(const QString &html)
        : m_xml(QStringLiteral("<root>%1</root>").arg(html))
    {
    }

    std::optional<std::vector<Block>> read()
    {
        while (!m_xml.atEnd() && m_isKnown) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::StartElement:
                open(m_xml.name().toString());
                break;
            case QXmlStreamReader::EndElement:
                close(m_xml.name().toString());
                break;
            case QXmlStreamReader::Characters:
                text(m_xml.text().toString());
                break;
            default:
                break;
            }
        }
        if (m_xml.hasError() || !m_isKnown)
            return std::nullopt;
        return std::move(m_blocks);
    }

private:
    struct List {
        bool isOrdered = false;
        qint64 number = 1;
    };

    QString attribute(const char *name) const
    {
        return m_xml.attributes().value(QLatin1String(name)).toString();
    }

    void open(const QString &name)
    {
        if (name == QLatin1String("root") || name == QLatin1String("thead") || name == QLatin1String("tbody")
            || name == QLatin1String("table")) {
            m_isHead = name == QLatin1String("thead");
        } else if (name == QLatin1String("blockquote")) {
            closeLeaf();
            ++m_quoteDepth;
        } else if (name == QLatin1String("ul") || name == QLatin1String("ol")) {
            closeItem();
            m_lists.push_back({name == QLatin1String("ol"),
                               attribute("start").isEmpty() ? 1 : attribute("start").toLongLong()});
        } else if (name == QLatin1String("li")) {
            List &list = m_lists.back();
            m_marker = list.isOrdered ? QString::number(list.number++) + u'.' : QStringLiteral("•");
        } else if (name == QLatin1String("p")) {
            openLeaf(BlockKind::Paragraph);
        } else if (name.size() == 2 && name[0] == u'h' && name[1].isDigit()) {
            openLeaf(BlockKind::Heading);
            m_leaf->headingLevel = name[1].digitValue();
        } else if (name == QLatin1String("hr")) {
            openLeaf(BlockKind::Rule);
            closeLeaf();
        } else if (name == QLatin1String("pre")) {
            openLeaf(BlockKind::Code);
        } else if (name == QLatin1String("tr")) {
            openLeaf(BlockKind::TableRow);
            m_leaf->isTableHeader = m_isHead;
        } else if (name == QLatin1String("td") || name == QLatin1String("th")) {
            const QString align = attribute("align");
            m_leaf->cells.append({.alignment = align == QLatin1String("left")     ? CellAlignment::Left
                                               : align == QLatin1String("center") ? CellAlignment::Centre
                                               : align == QLatin1String("right")  ? CellAlignment::Right
                                                                                  : CellAlignment::Default});
        } else if (name == QLatin1String("input")) {
            m_task =
                m_xml.attributes().hasAttribute(QLatin1String("checked")) ? TaskState::Done : TaskState::Open;
            if (m_leaf)
                m_leaf->task = std::exchange(m_task, TaskState::None);
            m_skipsBlank = true;
        } else {
            inlineElement(name);
        }
    }

    void inlineElement(const QString &name)
    {
        if (m_leaf && m_leaf->kind == BlockKind::Code) {
            m_leaf->language = attribute("class").mid(int(sizeof("language-")) - 1);
            return;
        }
        openImplicitParagraph();
        if (name == QLatin1String("br")) {
            m_inline.append(QStringView(u"\u2028"));
            m_skipsBlank = true;
        } else if (name == QLatin1String("img")) {
            const QString target = decoded(attribute("src"));
            m_inline.enter(SpanStyle::Image, target);
            m_inline.append(attribute("alt").isEmpty() ? target : attribute("alt"));
            m_inline.leave(SpanStyle::Image);
        } else if (const std::optional<SpanStyle> style = styleOf(name)) {
            m_inline.enter(*style, name == QLatin1String("a") ? decoded(attribute("href")) : QString());
        } else {
            m_isKnown = false;
        }
    }

    static std::optional<SpanStyle> styleOf(const QString &name)
    {
        static const std::vector<std::pair<QLatin1String, SpanStyle>> kStyles{
            {QLatin1String("em"), SpanStyle::Italic},
            {QLatin1String("strong"), SpanStyle::Bold},
            {QLatin1String("code"), SpanStyle::Code},
            {QLatin1String("a"), SpanStyle::Link},
            {QLatin1String("del"), SpanStyle::Strike}};
        const auto found = std::find_if(kStyles.begin(), kStyles.end(),
                                        [&](const auto &each) { return each.first == name; });
        return found == kStyles.end() ? std::nullopt : std::optional(found->second);
    }

    void close(const QString &name)
    {
        if (name == QLatin1String("blockquote")) {
            closeLeaf();
            --m_quoteDepth;
        } else if (name == QLatin1String("ul") || name == QLatin1String("ol")) {
            m_lists.pop_back();
        } else if (name == QLatin1String("li")) {
            closeItem();
        } else if (name == QLatin1String("p") || name == QLatin1String("pre") || name == QLatin1String("tr")
                   || (name.size() == 2 && name[0] == u'h' && name[1].isDigit())) {
            closeLeaf();
            m_skipsBlank = true; // the line break before more of the same item
        } else if (name == QLatin1String("td") || name == QLatin1String("th")) {
            m_leaf->cells.last().text = m_inline.takeText();
            m_leaf->cells.last().spans = m_inline.takeSpans();
        } else if (const std::optional<SpanStyle> style = styleOf(name);
                   style && !(m_leaf && m_leaf->kind == BlockKind::Code)) {
            m_inline.leave(*style);
        }
    }

    void text(QString characters)
    {
        if (m_leaf && m_leaf->kind == BlockKind::Code) {
            m_leaf->text += characters;
            return;
        }
        const bool isInCell = m_leaf && m_leaf->kind == BlockKind::TableRow;
        if (characters.trimmed().isEmpty() && (!m_leaf || (isInCell && m_leaf->cells.isEmpty()) || isInCell))
            return;
        characters.replace(u'\n', u' ');
        openImplicitParagraph();
        if (std::exchange(m_skipsBlank, false) && characters.startsWith(u' '))
            characters.remove(0, 1);
        m_inline.append(characters);
    }

    void openLeaf(BlockKind kind, bool isImplicit = false)
    {
        closeLeaf();
        m_skipsBlank = m_skipsBlank && isImplicit;
        m_leaf.emplace();
        m_leaf->kind = kind;
        m_leaf->quoteDepth = m_quoteDepth;
        m_leaf->listDepth = int(m_lists.size());
        m_leaf->marker = std::exchange(m_marker, {});
        m_leaf->task = std::exchange(m_task, TaskState::None);
    }

    void openImplicitParagraph()
    {
        if (!m_leaf)
            openLeaf(BlockKind::Paragraph, true);
    }

    void closeLeaf()
    {
        if (!m_leaf)
            return;
        if (m_leaf->kind == BlockKind::Code) {
            if (m_leaf->text.endsWith(u'\n'))
                m_leaf->text.chop(1);
        } else if (m_leaf->kind != BlockKind::TableRow) {
            m_leaf->text = m_inline.takeText();
            m_leaf->spans = m_inline.takeSpans();
            while (m_leaf->text.endsWith(u' ') && m_leaf->spans.isEmpty())
                m_leaf->text.chop(1);
        }
        m_blocks.push_back(std::move(*m_leaf));
        m_leaf.reset();
    }

    void closeItem()
    {
        closeLeaf();
        if (!m_marker.isEmpty()) {
            openLeaf(BlockKind::Paragraph);
            closeLeaf();
        }
    }

    QXmlStreamReader m_xml;
    bool m_isKnown = true;
    std::vector<Block> m_blocks;
    std::optional<Block> m_leaf;
    StyledText m_inline;
    std::vector<List> m_lists;
    int m_quoteDepth = 0;
    QString m_marker;
    TaskState m_task = TaskState::None;
    bool m_isHead = false;
    bool m_skipsBlank = false;
};

} // namespace

std::optional<std::vector<Block>> blocksOfHtml(const QString &html)
{
    return HtmlReader(html).read();
}

std::vector<Block> comparable(std::vector<Block> blocks)
{
    const auto decodeTargets = [](QList<Span> &spans) {
        for (Span &span : spans)
            span.target = decoded(span.target);
    };
    for (Block &block : blocks) {
        decodeTargets(block.spans);
        for (TableCell &cell : block.cells)
            decodeTargets(cell.spans);
    }
    return blocks;
}

} // namespace tabletalk

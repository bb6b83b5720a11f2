// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "codetext.h"

#include "sourceline.h"
#include "utf8text.h"

#include <algorithm>
#include <utility>

namespace tabletalk {

void CodeText::addIndentation(qsizetype columns)
{
    m_openLine.columns += int(columns);
}

void CodeText::addContent(qsizetype offset, qsizetype length)
{
    if (m_openLine.offset < 0)
        m_openLine.offset = offset;
    m_openLine.length = offset + length - m_openLine.offset;
}

void CodeText::endLine()
{
    m_lines.push_back(std::exchange(m_openLine, {}));
}

qsizetype CodeText::linesBeforeContent() const
{
    return std::find_if(m_lines.begin(), m_lines.end(), [](const Line &line) { return line.offset >= 0; })
           - m_lines.begin();
}

void CodeText::clear()
{
    m_lines.clear();
    m_openLine = {};
}

QString CodeText::read(QByteArrayView source, qsizetype start) const
{
    QString text;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line &line = m_lines[i];
        if (i > 0)
            text += u'\n';
        if (line.offset >= 0)
            start = lineStart(source, line.offset);
        const qsizetype next = nextLine(source, start);
        if (line.columns > 0) {
            const QByteArrayView whole = source.sliced(start, next - start);
            const qsizetype blanksEnd = line.offset >= 0 ? line.offset - start : leadingBlanks(whole);
            text += indentationTail(whole, blanksEnd, line.columns);
        }
        if (line.offset >= 0)
            appendUtf8(text, source.sliced(line.offset, line.length));
        start = next;
    }
    return text;
}

} // namespace tabletalk

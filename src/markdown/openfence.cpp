// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "openfence.h"

#include "utf8text.h"

#include <algorithm>

namespace tabletalk {

OpenFence::OpenFence(const SourceLine &opening)
    : m_mark(opening.mark)
    , m_indent(opening.indent)
{
}

void OpenFence::addLine(Block &code, QByteArrayView line, qsizetype end)
{
    code.text.truncate(m_completeLength);
    append(code, line, end);
    ++m_lineCount;
    m_completeLength = code.text.size();
}

void OpenFence::close(Block &code, qsizetype end)
{
    code.text.truncate(m_completeLength);
    code.sourceEnd = end;
}

void OpenFence::showPartialLine(Block &code, QByteArrayView line, qsizetype end)
{
    if (mayClose(line))
        return;
    code.text.truncate(m_completeLength);
    append(code, line, end);
}

void OpenFence::append(Block &code, QByteArrayView line, qsizetype end) const
{
    if (m_lineCount > 0)
        code.text += u'\n';
    const qsizetype blanks = leadingBlanks(line);
    code.text += indentationTail(line, blanks, std::max(0, columnsOf(line, blanks) - m_indent));
    appendUtf8(code.text, line.sliced(blanks));
    code.sourceEnd = end;
}

bool OpenFence::mayClose(QByteArrayView partialLine) const
{
    return std::all_of(partialLine.begin(), partialLine.end(),
                       [this](char c) { return c == m_mark || c == ' ' || c == '\t'; });
}

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/sentencereader.h"

#include "markdowndocument.h"

#include <QStringList>

#include <algorithm>

namespace tabletalk {

namespace {

//! Where the last sentence that ends after `from` does; -1 if none does.
qsizetype sentenceEnd(QStringView text, qsizetype from)
{
    for (qsizetype i = text.size() - 1; i >= from; --i) {
        const QChar c = text[i];
        if (c == u'\n' || QStringView(u"。！？").contains(c))
            return i + 1;
        // "3.14" and "e.g." end none: a space must follow, and something longer than a letter precede.
        const bool isStop = QStringView(u".!?…").contains(c);
        if (isStop && i + 1 < text.size() && text[i + 1].isSpace() && i >= 2 && text[i - 1].isLetterOrNumber()
            && text[i - 2].isLetterOrNumber())
            return i + 1;
    }
    return -1;
}

} // namespace

QString SentenceReader::take(QStringView text, bool isFinished)
{
    if (text.size() < m_read) { // another text
        m_read = 0;
        m_looked = 0;
    }
    // The last three characters are looked at again: what follows them decides.
    const qsizetype end = isFinished ? text.size() : sentenceEnd(text, std::max(m_read, m_looked - 3));
    m_looked = text.size();
    if (end <= m_read)
        return {};
    QStringList lines;
    for (const Block &block : MarkdownDocument::parse(text.sliced(m_read, end - m_read).toString())) {
        if (const QString line = block.plainText().trimmed(); !line.isEmpty())
            lines.append(line);
    }
    m_read = end;
    return lines.join(u'\n');
}

} // namespace tabletalk

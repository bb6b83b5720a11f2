// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "xmlpart.h"

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kDeepest = 64;
//! Of a tag or a text; a cell holds at most 32,767 characters.
constexpr qint64 kLongestToken = 4 * 1024 * 1024;

} // namespace

XmlPart::XmlPart(QIODevice &file, const ZipEntry *entry, const ZipLimits &limits)
    : m_bytes(file, entry ? *entry : ZipEntry(), limits)
    , m_hasEnded(entry == nullptr)
{
    m_xml.setNamespaceProcessing(false);
}

void XmlPart::feed()
{
    const Result<QByteArray> piece = m_bytes.next();
    if (piece && piece->isEmpty() && m_hasBegun && m_depth == 0) {
        m_hasEnded = true;
    } else if (!piece || piece->isEmpty()) {
        m_problem = ReadingProblem::Damaged;
    } else if (m_unread += piece->size(); m_unread > kLongestToken) {
        m_problem = ReadingProblem::TooLarge;
    } else {
        m_xml.addData(*piece);
    }
}

XmlPart::Token XmlPart::next()
{
    while (!m_hasEnded && m_problem == ReadingProblem::None) {
        switch (m_xml.readNext()) {
        case QXmlStreamReader::StartElement:
            m_unread = 0;
            m_hasBegun = true;
            m_attributes = m_xml.attributes();
            if (++m_depth <= kDeepest)
                return Token::Open;
            m_problem = ReadingProblem::TooLarge;
            break;
        case QXmlStreamReader::EndElement:
            m_unread = 0;
            --m_depth;
            return Token::Close;
        case QXmlStreamReader::Characters:
            m_unread = 0;
            return Token::Text;
        case QXmlStreamReader::EndDocument:
            m_hasEnded = true; // reading on would be an error
            break;
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
            m_problem = ReadingProblem::Damaged;
            break;
        case QXmlStreamReader::Invalid:
            if (m_xml.error() != QXmlStreamReader::PrematureEndOfDocumentError)
                m_problem = ReadingProblem::Damaged;
            else
                feed();
            break;
        default:
            break;
        }
    }
    return Token::End;
}

QStringView XmlPart::attribute(QLatin1String name) const
{
    return m_attributes.value(name);
}

bool XmlPart::hasAttribute(QLatin1String name) const
{
    return m_attributes.hasAttribute(name);
}

void XmlPart::skip()
{
    for (int depth = 1; depth > 0;) {
        const Token token = next();
        if (token == Token::End)
            return;
        depth += token == Token::Open ? 1 : token == Token::Close ? -1 : 0;
    }
}

std::string XmlPart::innerText()
{
    std::string inner;
    for (int depth = 1; depth > 0;) {
        const Token token = next();
        if (token == Token::End)
            break;
        if (token == Token::Text)
            inner += text().toUtf8().toStdString();
        if (qint64(inner.size()) > kLongestToken)
            m_problem = ReadingProblem::TooLarge;
        depth += token == Token::Open ? 1 : token == Token::Close ? -1 : 0;
    }
    return inner;
}

const ZipEntry *findEntry(const QList<ZipEntry> &entries, const QString &name)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&name](const ZipEntry &entry) { return entry.name == name; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "readingproblem.h"
#include "zipreader.h"

#include <QXmlStreamReader>

#include <string>

namespace tabletalk {

//! One XML file of a packed document, unpacked as it is read. Knows only the tags and texts of it: no
//! document type, no entities of its own, no depth beyond what documents have.
class XmlPart {
public:
    enum class Token { Open, Close, Text, End };

    //! Both outlive it. `entry` may be null: a part that is not there is empty.
    XmlPart(QIODevice &file, const ZipEntry *entry, const ZipLimits &limits);

    //! End at the end, and where there is a problem.
    Token next();
    //! Of the tag at hand, without its prefix.
    QStringView name() const { return m_xml.name(); }
    //! Of the opening tag at hand, its name with the prefix; empty where it is not there.
    QStringView attribute(QLatin1String name) const;
    bool hasAttribute(QLatin1String name) const;
    QStringView text() const { return m_xml.text(); }
    //! Past the closing tag of the element whose opening tag is at hand.
    void skip();
    //! All text up to the closing tag of the element whose opening tag is at hand, in UTF-8.
    std::string innerText();

    ReadingProblem problem() const { return m_problem; }
    void fail(ReadingProblem problem) { m_problem = problem; }

private:
    void feed();

    ZipEntryReader m_bytes;
    QXmlStreamReader m_xml;
    QXmlStreamAttributes m_attributes;
    qint64 m_unread = 0; //!< bytes since the last token
    int m_depth = 0;
    bool m_hasBegun = false;
    bool m_hasEnded;
    ReadingProblem m_problem = ReadingProblem::None;
};

//! The entry of this name in an archive's directory, or null.
const ZipEntry *findEntry(const QList<ZipEntry> &entries, const QString &name);

} // namespace tabletalk

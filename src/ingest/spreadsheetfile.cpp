// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "spreadsheetfile.h"

#include "gunzip.h"
#include "odsfile.h"
#include "xlsxfile.h"

#include <limits>

namespace tabletalk {

std::unique_ptr<SpreadsheetFile> SpreadsheetFile::open(const QByteArray &bytes,
                                                       const std::optional<QString> &sheet)
{
    // A sheet of equal cells shrinks as far as deflate can; what counts is the size it comes to.
    const ZipLimits limits{.entries = 10'000,
                           .entryBytes = mostUnpackedBytes(bytes.size()),
                           .ratio = std::numeric_limits<qint64>::max()};
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    const Result<QList<ZipEntry>> entries = readZipDirectory(file, limits);
    if (!entries) {
        std::unique_ptr<SpreadsheetFile> damaged(new OdsFile(bytes, {}, limits));
        damaged->m_problem = ReadingProblem::Damaged;
        return damaged;
    }
    std::unique_ptr<SpreadsheetFile> opened;
    if (findEntry(*entries, QStringLiteral("content.xml")))
        opened.reset(new OdsFile(bytes, *entries, limits));
    else if (findEntry(*entries, QStringLiteral("_rels/.rels")))
        opened.reset(new XlsxFile(bytes, *entries, limits));
    if (!opened)
        return nullptr;
    opened->m_chosen = sheet;
    for (const ZipEntry &entry : *entries) {
        if (entry.isEncrypted)
            opened->m_problem = ReadingProblem::Locked;
        else if (entry.bytes > limits.entryBytes)
            opened->m_problem = ReadingProblem::TooLarge;
    }
    return opened;
}

SpreadsheetFile::SpreadsheetFile(const QByteArray &bytes, const QList<ZipEntry> &entries,
                                 const ZipLimits &limits)
    : m_entries(entries)
    , m_limits(limits)
{
    m_file.setData(bytes);
    m_file.open(QIODevice::ReadOnly);
}

double SpreadsheetFile::progress() const
{
    return m_file.size() > 0 ? double(m_file.pos()) / double(m_file.size()) : 1;
}

XmlPart SpreadsheetFile::part(const QString &name)
{
    return {m_file, findEntry(m_entries, name), m_limits};
}

void SpreadsheetFile::note(ImportEvent event, qint64 count, const QString &sample)
{
    if (count > 0)
        m_notes.append({event, count, -1, {}, sample});
}

void SpreadsheetFile::addSheet(const QString &name)
{
    if (!m_sheetNames.contains(name))
        m_sheetNames.append(name);
}

void SpreadsheetFile::noteSheets()
{
    if (m_chosen)
        return;
    QStringList others = m_sheetNames;
    others.removeOne(m_sheetName);
    constexpr qsizetype kLongestSample = 200;
    note(ImportEvent::SheetsLeft, others.size(), others.join(QStringLiteral(", ")).left(kLongestSample));
}

} // namespace tabletalk

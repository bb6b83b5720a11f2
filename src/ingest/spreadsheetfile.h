// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsource.h"
#include "xmlpart.h"

#include <QBuffer>

#include <memory>

namespace tabletalk {

class SheetRows;

//! The rows of a sheet of a spreadsheet file: the chosen one, or the first visible that holds
//! anything. A packed file of XML,
//! read in steps: neither a part nor a sheet of it is ever held whole.
class SpreadsheetFile : public RowSource {
public:
    //! By the names of its parts; null where it is another packed file. Never null with a problem().
    //! `sheet` is the one to read, where that was chosen.
    static std::unique_ptr<SpreadsheetFile> open(const QByteArray &bytes,
                                                 const std::optional<QString> &sheet = {});

    QList<ImportNote> notes() const override { return m_notes; }
    ReadingProblem problem() const override { return m_problem; }
    double progress() const override;
    QStringList sheets() const override { return m_sheetNames; }
    QString sheet() const override { return m_sheetName; }

protected:
    SpreadsheetFile(const QByteArray &bytes, const QList<ZipEntry> &entries, const ZipLimits &limits);

    XmlPart part(const QString &name);
    bool hasPart(const QString &name) const { return findEntry(m_entries, name) != nullptr; }
    //! What was not plain in the sheet that was read, and whose other sheets were not.
    void note(ImportEvent event, qint64 count, const QString &sample = {});
    void noteSheets();
    //! A sheet that was seen, once however often it is read.
    void addSheet(const QString &name);

    std::optional<QString> m_chosen;
    QStringList m_sheetNames;
    QString m_sheetName;
    QList<ImportNote> m_notes;
    ReadingProblem m_problem = ReadingProblem::None;

private:
    QBuffer m_file;
    QList<ZipEntry> m_entries;
    ZipLimits m_limits;
};

} // namespace tabletalk

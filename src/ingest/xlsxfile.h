// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnrecogniser.h"
#include "numberformat.h"
#include "spreadsheetfile.h"

#include <QHash>

namespace tabletalk {

//! An .xlsx file. What is shown of a number is made from its format; what is meant is in the file.
class XlsxFile final : public SpreadsheetFile {
public:
    XlsxFile(const QByteArray &bytes, const QList<ZipEntry> &entries, const ZipLimits &limits);

    void read(RowSink &sink) override;

private:
    struct Sheet {
        QString name;
        QString part;
        bool isVisible;
    };
    //! A part that another one names.
    struct Relation {
        QString type; //!< the last word of its address
        QString part;
    };
    //! What was not plain in a sheet.
    struct Tally {
        qint64 merged = 0;
        qint64 uncomputed = 0;
        qint64 unknownFormats = 0;
        QString format; //!< the first of them
    };

    void open();
    QHash<QString, Relation> relations(const QString &part);
    void readWorkbook(const QString &name);
    void readStyles(const QString &name);
    void readTexts(const QString &name);
    bool check(const XmlPart &part);
    //! False when the sink wants no more.
    bool readSheet(const Sheet &sheet, SheetRows &rows, Tally &tally);
    void readCell(XmlPart &part, SheetRows &rows, size_t column, Tally &tally);
    void fillNumber(StoredCell &cell, const std::string &number, const NumberFormat &format,
                    Tally &tally) const;
    static std::string richText(XmlPart &part);

    bool m_isOpen = false;
    bool m_is1904 = false; //!< days are counted from 1904-01-01
    QList<Sheet> m_sheets;
    std::vector<NumberFormat> m_formats;
    std::vector<size_t> m_styles; //!< by a cell's style: its format
    std::vector<std::string> m_texts; //!< that cells share
};

} // namespace tabletalk

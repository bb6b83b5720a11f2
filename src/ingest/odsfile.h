// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "spreadsheetfile.h"

#include <QSet>

namespace tabletalk {

//! An .ods file. It holds both what is shown of each cell and what is meant.
class OdsFile final : public SpreadsheetFile {
public:
    OdsFile(const QByteArray &bytes, const QList<ZipEntry> &entries, const ZipLimits &limits);

    void read(RowSink &sink) override;

private:
    bool readSheet(XmlPart &part, SheetRows &rows);
    void readRow(XmlPart &part, SheetRows &rows);
    static void readText(XmlPart &part, std::string &text);
    bool isLocked();

    qint64 m_merged = 0;
};

} // namespace tabletalk

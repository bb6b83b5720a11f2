// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "rowsource.h"

#include <memory>
#include <string_view>

namespace tabletalk {

//! The records of JSON as rows: of an array of objects, of the first such array in an object, of arrays in
//! an array, or one on each line. Columns are all names there are, in the order in which they come; objects
//! in objects become columns with dots in their names, arrays in them their JSON text. Numbers keep every
//! digit.
class JsonRows final : public RowSource {
public:
    //! `text` outlives it.
    JsonRows(std::string_view text, bool isLines);
    ~JsonRows() override;

    void read(RowSink &sink) override;
    std::optional<bool> hasHeader() const override { return true; }
    bool namesColumns() const override { return true; }
    QString columnName(size_t column) const override;
    QList<ImportNote> notes() const override;
    ReadingProblem problem() const override;

    //! Whether the text begins as JSON does, and whether each of its first lines is a value of its own.
    static bool isJson(std::string_view text);
    static bool isLines(std::string_view text);

private:
    class Reader;
    std::unique_ptr<Reader> m_reader;
};

} // namespace tabletalk

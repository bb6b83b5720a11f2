// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tablereading.h"
#include "zipsample.h"

#include "table.h"

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

//! The parts of a file, divided by NUL: the XML is what is of interest, not how it is packed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QList<QByteArray> parts = bytes.split('\0');
    for (const bool isOds : {true, false}) {
        QList<sample::ZipFile> files;
        if (isOds) {
            files = {{"content.xml", parts.value(0), false}};
        } else {
            files = {
                {"_rels/.rels",
                 "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"w.xml\"/></Relationships>",
                 false},
                {"_rels/w.xml.rels",
                 "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                 "<Relationship Id=\"b\" Type=\"x/styles\" Target=\"f.xml\"/>"
                 "<Relationship Id=\"c\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>",
                 false},
                {"w.xml", "<workbook><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>", false},
                {"s.xml", parts.value(0), false},
                {"f.xml", parts.value(1), false},
                {"t.xml", parts.value(2), false}};
        }
        const ReadTable read = readTable({{QStringLiteral("t")}, sample::zip(files), 1000});
        if (read.problem == ReadingProblem::None && !Table::open(read.block))
            std::abort();
    }
    return 0;
}

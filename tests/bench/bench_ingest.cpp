// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablereading.h"
#include "tokeniser.h"
#include "zipsample.h"

#include <QElapsedTimer>

#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace tabletalk;

namespace {

//! Rows of ten columns of all types, a comment with quotes, commas and line breaks among them.
QByteArray sampleCsv(qint64 rows)
{
    constexpr const char *kCountries[] = {"Germany", "France", "Italy", "Spain", "Poland", "Norway"};
    constexpr const char *kStatus[] = {"open", "paid", "late"};
    QByteArray csv("id,when,customer,country,quantity,price,total,discount,status,comment\n");
    quint64 state = 1;
    const auto next = [&state](quint64 below) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return (state >> 33) % below;
    };
    char line[400];
    for (qint64 row = 0; row < rows; ++row) {
        const auto quantity = next(100);
        const auto price = next(100000);
        const auto total = quantity * price;
        const int written = std::snprintf(
            line, sizeof(line),
            "%lld,2024-%02llu-%02llu %02llu:%02llu:00,Customer "
            "%llu,%s,%llu,%llu.%02llu,%llu.%02llu,%s,%s,%s\n",
            (long long)row, (unsigned long long)next(12) + 1, (unsigned long long)next(28) + 1,
            (unsigned long long)next(24), (unsigned long long)next(60), (unsigned long long)next(4'000'000),
            kCountries[next(6)], (unsigned long long)quantity, (unsigned long long)(price / 100),
            (unsigned long long)(price % 100), (unsigned long long)(total / 100),
            (unsigned long long)(total % 100), next(4) == 0 ? "5" : "", kStatus[next(3)],
            next(16) == 0 ? "\"size \"\"L\"\", red,\nfragile\"" : "none");
        csv.append(line, written);
    }
    return csv;
}

constexpr int kColumns = 10;

//! Amounts as they come: hardly two of them are equal, so that they pack as real ones do.
QByteArray amount(qint64 row, int column)
{
    const qint64 mixed = (row * kColumns + column) * 7'919 % 1'000'003;
    return QByteArray::number(mixed) + "." + QByteArray::number(mixed % 90 + 10);
}

//! Numbers in all columns but the first, which holds texts that are all different.
QByteArray sampleXlsx(qint64 rows)
{
    QByteArray sheet("<worksheet><sheetData>");
    for (qint64 row = 1; row <= rows; ++row) {
        const QByteArray number = QByteArray::number(row);
        sheet += "<row r=\"" + number + "\"><c r=\"A" + number + "\" t=\"inlineStr\"><is><t>Customer "
                 + number + "</t></is></c>";
        for (int column = 1; column < kColumns; ++column)
            sheet += "<c r=\"" + QByteArray(1, char('A' + column)) + number + "\"><v>" + amount(row, column)
                     + "</v></c>";
        sheet += "</row>";
    }
    return sample::zip(
        {{"_rels/.rels", "<a><Relationship Type=\"x/officeDocument\" Target=\"w.xml\"/></a>"},
         {"_rels/w.xml.rels", "<a><Relationship Id=\"s\" Type=\"x/worksheet\" Target=\"s.xml\"/></a>"},
         {"w.xml", "<workbook><sheet name=\"S\" r:id=\"s\"/></workbook>"},
         {"s.xml", sheet + "</sheetData></worksheet>"}});
}

QByteArray sampleOds(qint64 rows)
{
    QByteArray content("<office:document-content><office:spreadsheet><table:table table:name=\"S\">");
    for (qint64 row = 1; row <= rows; ++row) {
        const QByteArray number = QByteArray::number(row);
        content += "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Customer "
                   + number + "</text:p></table:table-cell>";
        for (int column = 1; column < kColumns; ++column) {
            const QByteArray value = amount(row, column);
            content += "<table:table-cell office:value-type=\"float\" office:value=\"" + value + "\"><text:p>"
                       + value + "</text:p></table:table-cell>";
        }
        content += "</table:table-row>";
    }
    return sample::zip(
        {{"content.xml", content + "</table:table></office:spreadsheet></office:document-content>"}});
}

QByteArray sampleJsonLines(qint64 rows)
{
    QByteArray lines;
    for (qint64 row = 1; row <= rows; ++row) {
        const QByteArray number = QByteArray::number(row);
        lines += "{\"name\":\"Customer " + number + "\"";
        for (int column = 1; column < kColumns; ++column)
            lines += ",\"c" + QByteArray::number(column) + "\":" + amount(row, column);
        lines += "}\n";
    }
    return lines;
}

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

bool measure(const char *kind, const QByteArray &bytes, double baseline)
{
    const double began = cpuSeconds();
    const ReadTable read = readTable({{QStringLiteral("sample")}, bytes});
    const double seconds = cpuSeconds() - began;
    std::printf("%s, %.1f MB: %.2f s CPU, %.1fx of tokenising as much CSV\n", kind,
                double(bytes.size()) / 1e6, seconds, seconds / baseline);
    return read.problem == ReadingProblem::None && Table::open(read.block);
}

} // namespace

//! Takes the number of rows; a million are about 90 MB.
int main(int argc, char *argv[])
{
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    const QByteArray csv = sampleCsv(rows);
    const double megabytes = double(csv.size()) / 1e6;
    std::printf("%lld rows, %.1f MB\n", (long long)rows, megabytes);

    double began = cpuSeconds();
    Tokeniser tokeniser({csv.constData(), size_t(csv.size())}, {});
    std::vector<std::string_view> cells;
    qint64 count = 0;
    while (tokeniser.nextRow(cells))
        count += qint64(cells.size());
    const double baseline = cpuSeconds() - began;
    std::printf("tokenise only: %.2f s CPU, %.0f MB/s, %lld cells\n", baseline, megabytes / baseline,
                (long long)count);

    began = cpuSeconds();
    const ReadTable preview = readTable({{QStringLiteral("sample")}, csv, 200});
    std::printf("preview of 200 rows: %.0f ms CPU\n", (cpuSeconds() - began) * 1000);

    began = cpuSeconds();
    const ReadTable read = readTable({{QStringLiteral("sample")}, csv});
    const double seconds = cpuSeconds() - began;
    std::printf(
        "load, type and profile: %.2f s CPU, %.1fx of tokenising; block %.2fx, peak %.2fx of the source\n",
        seconds, seconds / baseline, double(read.block.size()) / double(csv.size()),
        peakMegabytes() / (double(csv.size()) / 1048576));
    bool isRead = preview.problem == ReadingProblem::None && Table::open(read.block);
    // A tenth of the rows, since a spreadsheet has a million at most.
    const qint64 fewer = rows / 10;
    isRead = measure(".xlsx", sampleXlsx(fewer), baseline / 10) && isRead;
    isRead = measure(".ods", sampleOds(fewer), baseline / 10) && isRead;
    isRead = measure("JSON lines", sampleJsonLines(fewer), baseline / 10) && isRead;
    return isRead ? EXIT_SUCCESS : EXIT_FAILURE;
}

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "table.h"
#include "tablereading.h"
#include "tokeniser.h"

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
    return preview.problem == ReadingProblem::None && Table::open(read.block) ? EXIT_SUCCESS : EXIT_FAILURE;
}

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sealedmemory.h"
#include "table.h"
#include "tokeniser.h"
#include "workersocket.h"
#include "zipsample.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

using namespace tabletalk;

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point began)
{
    return std::chrono::duration<double>(Clock::now() - began).count();
}

//! Rows of ten columns of all types, a comment with quotes, commas and line breaks among them.
FileDescriptor sampleCsv(qint64 rows)
{
    constexpr const char *kCountries[] = {"Germany", "France", "Italy", "Spain", "Poland", "Norway"};
    constexpr const char *kStatus[] = {"open", "paid", "late"};
    constexpr qint64 kLongestRow = 200;
    SealedWriter room(rows * kLongestRow);
    char *at = room.data();
    at += std::sprintf(at, "id,when,customer,country,quantity,price,total,discount,status,comment\n");
    quint64 state = 1;
    const auto next = [&state](quint64 below) -> unsigned long long {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        return (state >> 33) % below;
    };
    for (qint64 row = 0; row < rows; ++row) {
        const auto quantity = next(100);
        const auto price = next(100000);
        const auto total = quantity * price;
        at += std::sprintf(at,
                           "%lld,2024-%02llu-%02llu %02llu:%02llu:00,Customer "
                           "%llu,%s,%llu,%llu.%02llu,%llu.%02llu,%s,%s,%s\n",
                           (long long)row, next(12) + 1, next(28) + 1, next(24), next(60), next(4'000'000),
                           kCountries[next(6)], quantity, price / 100, price % 100, total / 100, total % 100,
                           next(4) == 0 ? "5" : "", kStatus[next(3)],
                           next(16) == 0 ? "\"size \"\"L\"\", red,\nfragile\"" : "ordinary");
    }
    return room.seal(at - room.data());
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

QByteArray sampleHtml(qint64 rows)
{
    QByteArray html("<html><body><table>");
    for (qint64 row = 1; row <= rows; ++row) {
        html += "<tr>";
        for (int column = 0; column < kColumns; ++column) {
            const QByteArray value = amount(row, column);
            html += "<td align=\"right\" sdval=\"" + value + "\" sdnum=\"1033;0;0.00\">" + value + "</td>\n";
        }
        html += "</tr>\n";
    }
    return html + "</table></body></html>";
}

//! A worker that waits for its question, as the program keeps one.
class Helper {
public:
    Helper()
    {
        WorkerSockets sockets = makeWorkerSockets();
        m_process = ::fork();
        if (m_process == 0) {
            ::dup2(sockets.worker.get(), kWorkerSocket);
            ::execl(TABLETALK_WORKER, TABLETALK_WORKER, "ingest", nullptr);
            ::_exit(EXIT_FAILURE);
        }
        m_socket = std::move(sockets.program);
        // It is warm when it is asked what counts.
        WorkerPacket answer;
        sendPacket(m_socket.get(), {QByteArray("{}"), sealedCopy("a,b\n1,2\n")});
        receivePacket(m_socket.get(), answer, Waiting::Yes);
    }
    //! False where there is no table. Once.
    bool ask(const FileDescriptor &source, const QJsonObject &order)
    {
        const Clock::time_point began = Clock::now();
        WorkerPacket question{QJsonDocument(order).toJson(QJsonDocument::Compact),
                              FileDescriptor(::dup(source.get()))};
        WorkerPacket answer;
        const bool isAnswered = sendPacket(m_socket.get(), question)
                                && receivePacket(m_socket.get(), answer, Waiting::Yes) == Receipt::Packet;
        seconds = secondsSince(began);
        m_socket.close();
        rusage usage{};
        ::wait4(m_process, nullptr, 0, &usage);
        cpuSeconds = double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
                     + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
        peakMegabytes = double(usage.ru_maxrss) * 1024 / 1e6;
        if (!isAnswered || !answer.bulk.isValid())
            return false;
        const SealedView block(answer.bulk);
        blockMegabytes = double(block.bytes().size()) / 1e6;
        return Table::open(block.bytes()).has_value();
    }

    double seconds = 0;
    double cpuSeconds = 0;
    double peakMegabytes = 0; //!< the source included
    double blockMegabytes = 0;

private:
    pid_t m_process = -1;
    FileDescriptor m_socket;
};

bool measure(const char *kind, const FileDescriptor &source, qint64 rows = 0)
{
    const double megabytes = double(SealedView(source).bytes().size()) / 1e6;
    QJsonObject order{{QStringLiteral("name"), QStringLiteral("sample")}};
    if (rows > 0)
        order.insert(QStringLiteral("rows"), rows);
    Helper helper;
    const bool isRead = helper.ask(source, order);
    std::printf("%-22s %8.1f MB  %7.3f s  %6.2f s CPU  peak %7.1f MB, %5.2fx the source  block %7.1f MB%s\n",
                kind, megabytes, helper.seconds, helper.cpuSeconds, helper.peakMegabytes,
                helper.peakMegabytes / megabytes, helper.blockMegabytes, isRead ? "" : "  NO TABLE");
    return isRead;
}

//! What another program makes of the same file, where it is installed.
void compare(const char *program, const FileDescriptor &source)
{
    if (std::system((std::string("command -v ") + program + " >/dev/null").c_str()) != 0) {
        std::printf("%-22s is not installed\n", program);
        return;
    }
    const std::string file = "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(source.get());
    const std::string command = std::strcmp(program, "duckdb") == 0
                                    ? "duckdb -c \"CREATE TABLE t AS FROM read_csv('" + file + "')\""
                                    : "sqlite3 :memory: '.mode csv' '.import " + file + " t'";
    const Clock::time_point began = Clock::now();
    const bool isRead = std::system((command + " >/dev/null 2>&1").c_str()) == 0;
    std::printf("%-22s %.2f s%s\n", program, secondsSince(began), isRead ? "" : " (failed)");
}

} // namespace

//! Takes the number of rows, of which ten millions are about 850 MB; a spreadsheet gets a tenth of them.
int main(int argc, char *argv[])
{
    const qint64 rows = argc > 1 ? std::atoll(argv[1]) : 1'000'000;
    bool isRead = true;
    {
        const FileDescriptor csv = sampleCsv(rows);
        const SealedView view(csv);
        const QByteArray bytes = view.bytes();
        const Clock::time_point began = Clock::now();
        Tokeniser tokeniser({bytes.constData(), size_t(bytes.size())}, {});
        qint64 cells = 0;
        while (tokeniser.cutRow([&cells](std::string_view, bool) { ++cells; })) { }
        const double seconds = secondsSince(began);
        std::printf("tokenise only: %.2f s, %.0f MB/s, %lld cells\n", seconds,
                    double(bytes.size()) / 1e6 / seconds, (long long)cells);
        isRead = measure("CSV", csv) && measure("CSV, preview", csv, 200);
        compare("sqlite3", csv);
        compare("duckdb", csv);
    }
    const auto each = [&isRead](const char *kind, const QByteArray &bytes) {
        const FileDescriptor source = sealedCopy(bytes);
        isRead = measure(kind, source) && isRead;
        isRead = measure((std::string(kind) + ", preview").c_str(), source, 200) && isRead;
    };
    each("JSON lines", sampleJsonLines(rows / 2));
    each("HTML", sampleHtml(rows / 20));
    each(".xlsx", sampleXlsx(rows / 10));
    each(".ods", sampleOds(rows / 10));
    return isRead ? EXIT_SUCCESS : EXIT_FAILURE;
}

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlitetables.h"

#include "momentparser.h"
#include "tableblock.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <deque>

namespace tabletalk {

namespace {

using Clock = std::chrono::steady_clock;

struct Finalise {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalise>;

Statement prepared(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v2(database, sql.constData(), int(sql.size()), &statement, nullptr);
    return Statement(statement);
}

//! What a view may compute with: nothing that reads files, loads code, or takes or makes masses of memory.
int allow(void *, int action, const char *first, const char *second, const char *, const char *)
{
    constexpr auto kFunctions = std::to_array<const char *>(
        {"abs",       "avg",  "coalesce", "count", "date", "datetime", "iif",   "ifnull",   "julianday",
         "length",    "like", "lower",    "max",   "min",  "nullif",   "round", "strftime", "substr",
         "substring", "sum",  "time",     "total", "trim", "typeof",   "upper"});
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_PRAGMA: // ours, before anything of the file's is run
        return first && (qstrcmp(first, "quick_check") == 0 || qstrcmp(first, "cell_size_check") == 0)
                   ? SQLITE_OK
                   : SQLITE_DENY;
    case SQLITE_FUNCTION: {
        const auto isName = [second](const char *name) { return second && qstricmp(second, name) == 0; };
        return std::any_of(kFunctions.begin(), kFunctions.end(), isName) ? SQLITE_OK : SQLITE_DENY;
    }
    default:
        return SQLITE_DENY;
    }
}

int isLate(void *deadline)
{
    return Clock::now() > *static_cast<Clock::time_point *>(deadline) ? 1 : 0;
}

QByteArray quoted(const QString &name)
{
    return '"' + name.toUtf8().replace("\"", "\"\"") + '"';
}

std::string_view textOf(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return {text ? text : "", size_t(sqlite3_column_bytes(statement, column))};
}

//! Texts that a row's cells need, and SQLite does not hold for us.
class CellTexts {
public:
    //! Like the text of a program: the shortest that reads as this number, and with a point.
    std::string_view real(double number)
    {
        std::array<char, 32> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        std::string text(digits.data(), end);
        if (text.find_first_not_of("-0123456789") == std::string::npos)
            text += ".0";
        return keep(std::move(text));
    }
    std::string_view integer(qint64 number) { return keep(std::to_string(number)); }
    //! As SQL writes bytes.
    std::string_view blob(QByteArrayView bytes)
    {
        return keep("X'" + QByteArray::fromRawData(bytes.data(), bytes.size()).toHex().toStdString() + "'");
    }
    //! Text that is not UTF-8, with U+FFFD for what is wrong in it.
    std::string_view repaired(std::string_view text)
    {
        return keep(QString::fromUtf8(text.data(), qsizetype(text.size())).toStdString());
    }
    void clear() { m_used = 0; }

private:
    std::string_view keep(std::string text)
    {
        if (m_used == m_texts.size())
            m_texts.emplace_back();
        return m_texts[m_used++] = std::move(text);
    }

    std::deque<std::string> m_texts; // whose texts stay where they are
    size_t m_used = 0;
};

} // namespace

void SqliteTables::Close::operator()(sqlite3 *database) const
{
    sqlite3_close_v2(database);
}

bool SqliteTables::isDatabase(QByteArrayView bytes)
{
    return bytes.startsWith("SQLite format 3");
}

void SqliteTables::prepare()
{
    sqlite3_initialize();
}

SqliteTables::SqliteTables(const QByteArray &bytes, const std::optional<QString> &table)
    : m_chosen(table)
{
    if (!open(bytes) || !isSound())
        m_problem = ReadingProblem::Damaged;
    else
        listTables();
}

SqliteTables::~SqliteTables() = default;

bool SqliteTables::open(const QByteArray &bytes)
{
    constexpr int kWriteVersionAt = 18;
    constexpr qsizetype kHeaderSize = 100;
    if (bytes.size() < kHeaderSize)
        return false;
    m_bytes = bytes;
    // A file that says it has a write-ahead log could not be opened without one.
    if (bytes[kWriteVersionAt] == 2 || bytes[kWriteVersionAt + 1] == 2) {
        m_bytes.detach();
        m_bytes[kWriteVersionAt] = m_bytes[kWriteVersionAt + 1] = 1;
    }
    sqlite3 *database = nullptr;
    const int opened = sqlite3_open_v2(
        ":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY, nullptr);
    m_database.reset(database);
    if (opened != SQLITE_OK)
        return false;
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 64 << 20);
    // Never written to, though it must be handed over so.
    auto *memory = reinterpret_cast<unsigned char *>(const_cast<char *>(m_bytes.constData()));
    if (sqlite3_deserialize(database, "main", memory, m_bytes.size(), m_bytes.size(),
                            SQLITE_DESERIALIZE_READONLY)
        != SQLITE_OK)
        return false;
    sqlite3_set_authorizer(database, allow, nullptr);
    return true;
}

//! A check that takes too long is left; every page is still checked when it is read.
bool SqliteTables::isSound()
{
    sqlite3_exec(m_database.get(), "PRAGMA cell_size_check=ON", nullptr, nullptr, nullptr);
    constexpr int kOperations = 1000;
    constexpr std::chrono::seconds kPatience{2};
    Clock::time_point deadline = Clock::now() + kPatience;
    sqlite3_progress_handler(m_database.get(), kOperations, isLate, &deadline);
    const Statement check = prepared(m_database.get(), "PRAGMA quick_check(1)");
    const int step = check ? sqlite3_step(check.get()) : SQLITE_ERROR;
    const bool isSound = step == SQLITE_INTERRUPT || (step == SQLITE_ROW && textOf(check.get(), 0) == "ok");
    sqlite3_progress_handler(m_database.get(), 0, nullptr, nullptr);
    return isSound;
}

void SqliteTables::listTables()
{
    const Statement list =
        prepared(m_database.get(), "SELECT name, type, rootpage FROM sqlite_schema "
                                   "WHERE type = 'table' OR type = 'view' ORDER BY type, rowid");
    while (list && sqlite3_step(list.get()) == SQLITE_ROW) {
        const std::string_view name = textOf(list.get(), 0);
        // Those of its own, and those that only code outside the file could read.
        const bool isVirtual = textOf(list.get(), 1) == "table" && sqlite3_column_int64(list.get(), 2) == 0;
        if (!name.starts_with("sqlite_") && !isVirtual)
            m_tables.append(QString::fromUtf8(name.data(), qsizetype(name.size())));
    }
}

void SqliteTables::read(RowSink &sink)
{
    m_notes.clear();
    if (m_problem != ReadingProblem::None)
        return;
    for (const QString &name : std::as_const(m_tables)) {
        if (m_chosen && name != *m_chosen)
            continue;
        if (readTable(name, sink) || m_problem != ReadingProblem::None) {
            m_table = name;
            return;
        }
    }
}

bool SqliteTables::readTable(const QString &name, RowSink &sink)
{
    const Statement select = prepared(m_database.get(), "SELECT * FROM " + quoted(name));
    if (!select) {
        // A view of what is not there, or of what must not run: another table may do.
        m_problem = m_chosen ? ReadingProblem::Unsupported : ReadingProblem::None;
        return false;
    }
    const int columns = sqlite3_column_count(select.get());
    std::vector<Cell> cells;
    CellTexts texts;
    qint64 repaired = 0;
    bool wantsMore = true;
    bool hasRows = false;
    int step = sqlite3_step(select.get());
    for (; wantsMore && step == SQLITE_ROW; step = wantsMore ? sqlite3_step(select.get()) : step) {
        if (!hasRows) {
            cells.clear();
            for (int i = 0; i < columns; ++i)
                cells.push_back({sqlite3_column_name(select.get(), i), {}, CellKind::Text});
            hasRows = true;
            wantsMore = sink.takeRow(cells);
            if (!wantsMore)
                break;
        }
        cells.assign(size_t(columns), {});
        texts.clear();
        for (int i = 0; i < columns; ++i) {
            Cell &cell = cells[size_t(i)];
            switch (sqlite3_column_type(select.get(), i)) {
            case SQLITE_INTEGER:
                cell.text = texts.integer(sqlite3_column_int64(select.get(), i));
                cell.kind = CellKind::Number;
                break;
            case SQLITE_FLOAT:
                cell.text = texts.real(sqlite3_column_double(select.get(), i));
                cell.kind =
                    std::isfinite(sqlite3_column_double(select.get(), i)) ? CellKind::Number : CellKind::Text;
                break;
            case SQLITE_TEXT:
                cell.text = textOf(select.get(), i);
                if (!QUtf8StringView(cell.text.data(), qsizetype(cell.text.size())).isValidUtf8()) {
                    cell.text = texts.repaired(cell.text);
                    ++repaired;
                }
                cell.kind = parseMoment(cell.text) ? CellKind::Unknown : CellKind::Text;
                break;
            case SQLITE_BLOB:
                cell.text = texts.blob({static_cast<const char *>(sqlite3_column_blob(select.get(), i)),
                                        sqlite3_column_bytes(select.get(), i)});
                cell.kind = CellKind::Text;
                break;
            default:
                break;
            }
            cell.meant = cell.text;
        }
        wantsMore = sink.takeRow(cells);
    }
    if (wantsMore && step != SQLITE_DONE)
        m_problem = step == SQLITE_AUTH ? ReadingProblem::Unsupported : ReadingProblem::Damaged;
    if (repaired > 0)
        m_notes.append({ImportEvent::BytesReplaced, repaired});
    return hasRows;
}

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "jsonrows.h"

#include "momentparser.h"
#include "spaces.h"

#include <simdjson.h>

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

namespace tabletalk {

namespace {

namespace ondemand = simdjson::ondemand;

//! Beyond it objects in objects are JSON text.
constexpr int kDeepestColumns = 4;

//! The value of a field; false where the JSON is damaged. The cell's views last as long as its record.
bool readScalar(ondemand::value value, Cell &cell)
{
    ondemand::json_type type{};
    if (value.type().get(type))
        return false;
    std::string_view text;
    switch (type) {
    case ondemand::json_type::string:
        if (value.get_string().get(text))
            return false;
        // JSON has no dates of its own, but numbers: a text of digits is a text.
        cell = {text, text, parseMoment(text) ? CellKind::Unknown : CellKind::Text};
        return true;
    case ondemand::json_type::number: {
        // The token has every digit.
        const std::string_view token = trimmed(value.raw_json_token());
        cell = {token, token, CellKind::Number};
        return true;
    }
    case ondemand::json_type::boolean: {
        bool flag = false;
        if (value.get_bool().get(flag))
            return false;
        text = flag ? "true" : "false";
        cell = {text, text, CellKind::Boolean};
        return true;
    }
    case ondemand::json_type::null:
        cell = {};
        return !value.is_null().error();
    case ondemand::json_type::array: {
        ondemand::array array;
        if (value.get_array().get(array) || array.raw_json().get(text))
            return false;
        text = trimmed(text);
        cell = {text, text, CellKind::Text};
        return true;
    }
    case ondemand::json_type::object: {
        ondemand::object object;
        if (value.get_object().get(object) || object.raw_json().get(text))
            return false;
        text = trimmed(text);
        cell = {text, text, CellKind::Text};
        return true;
    }
    }
    return false;
}

} // namespace

class JsonRows::Reader {
public:
    Reader(std::string_view text, bool isLines)
        : m_isLines(isLines)
        , m_size(text.size())
        , m_text(text)
    {
        if (!isLines)
            m_text = padded(text);
    }

    //! Calls `take` with every record until it wants no more.
    void walk(const std::function<bool()> &take)
    {
        m_isDamaged = false;
        m_refused = 0;
        m_isLines ? walkLines(take) : walkDocument(take);
    }

    std::vector<std::string> names;
    std::vector<Cell> row; //!< of the record at hand, by column
    qint64 refused() const { return m_refused; }
    const std::string &refusedSample() const { return m_refusedSample; }
    bool isDamaged() const { return m_isDamaged; }

private:
    //! A copy that may be read beyond its end.
    std::string_view padded(std::string_view text)
    {
        m_padded.clear();
        m_padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
        m_padded = text;
        return m_padded;
    }

    void walkLines(const std::function<bool()> &take)
    {
        for (size_t at = 0; at < m_size;) {
            const size_t end = std::min(m_text.find('\n', at), m_size);
            std::string_view line = trimmed(m_text.substr(at, end - at));
            at = end + 1;
            if (line.empty())
                continue;
            ondemand::document document;
            ondemand::value value;
            row.assign(names.size(), {});
            // The parser looks a little beyond the end.
            size_t room = m_size - size_t(line.data() - m_text.data());
            if (room < line.size() + simdjson::SIMDJSON_PADDING) {
                line = padded(line);
                room = m_padded.capacity();
            }
            const bool isRead = !m_parser.iterate(line.data(), line.size(), room).get(document)
                                && !document.get_value().get(value) && takeRecord(value)
                                && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
            if (!isRead) {
                constexpr size_t kLongestSample = 200;
                if (m_refused++ == 0)
                    m_refusedSample = line.substr(0, kLongestSample);
            } else if (!take()) {
                return;
            }
        }
    }

    void walkDocument(const std::function<bool()> &take)
    {
        ondemand::document document;
        ondemand::value root;
        if (m_parser.iterate(m_text.data(), m_size, m_padded.capacity()).get(document)
            || document.get_value().get(root)) {
            m_isDamaged = true;
            return;
        }
        ondemand::json_type type{};
        if (root.type().get(type)) {
            m_isDamaged = true;
        } else if (type == ondemand::json_type::array) {
            m_isDamaged = !walkArray(root, take);
        } else if (const std::string member = arrayMember(); !member.empty()) {
            ondemand::value array;
            m_isDamaged = bool(m_parser.iterate(m_text.data(), m_size, m_padded.capacity()).get(document))
                          || document.find_field(member).get(array) || !walkArray(array, take);
        } else {
            m_isDamaged = bool(m_parser.iterate(m_text.data(), m_size, m_padded.capacity()).get(document))
                          || document.get_value().get(root);
            row.assign(names.size(), {});
            if (!m_isDamaged && !(m_isDamaged = !takeRecord(root)))
                take();
        }
    }

    //! The name of the first member of the document that is an array.
    std::string arrayMember()
    {
        ondemand::document document;
        ondemand::object object;
        if (m_parser.iterate(m_text.data(), m_size, m_padded.capacity()).get(document)
            || document.get_object().get(object))
            return {};
        for (auto field : object) {
            std::string_view name;
            ondemand::json_type type{};
            if (field.unescaped_key().get(name))
                return {};
            std::string found(name);
            if (field.value().type().get(type))
                return {};
            if (type == ondemand::json_type::array)
                return found;
        }
        return {};
    }

    bool walkArray(ondemand::value value, const std::function<bool()> &take)
    {
        ondemand::array array;
        if (value.get_array().get(array))
            return false;
        for (auto element : array) {
            ondemand::value record;
            row.assign(names.size(), {});
            if (element.get(record) || !takeRecord(record))
                return false;
            if (!take())
                return true;
        }
        return true;
    }

    bool takeRecord(ondemand::value record)
    {
        m_next = 0;
        ondemand::json_type type{};
        if (record.type().get(type))
            return false;
        if (type == ondemand::json_type::object)
            return takeObject(record, {}, 1);
        if (type != ondemand::json_type::array)
            return takeCell("value", record);
        ondemand::array array;
        if (record.get_array().get(array))
            return false;
        size_t index = 0;
        for (auto element : array) {
            ondemand::value value;
            if (element.get(value) || !takeCell("Column " + std::to_string(++index), value))
                return false;
        }
        return true;
    }

    bool takeObject(ondemand::value value, const std::string &prefix, int depth)
    {
        ondemand::object object;
        if (value.get_object().get(object))
            return false;
        for (auto field : object) {
            std::string_view key;
            ondemand::value inner;
            ondemand::json_type type{};
            if (field.unescaped_key().get(key))
                return false;
            if (field.value().get(inner) || inner.type().get(type))
                return false;
            if (type == ondemand::json_type::object && depth < kDeepestColumns) {
                if (!takeObject(inner, prefix + std::string(key) + '.', depth + 1))
                    return false;
            } else if (prefix.empty() ? !takeCell(key, inner) : !takeCell(prefix + std::string(key), inner)) {
                return false;
            }
        }
        return true;
    }

    bool takeCell(std::string_view name, ondemand::value value)
    {
        // Mostly the names come in the order in which they came before.
        if (m_next >= names.size() || names[m_next] != name) {
            const auto [found, isNew] = m_columns.emplace(name, names.size());
            if (isNew)
                names.emplace_back(name);
            m_next = found->second;
        }
        row.resize(names.size());
        return readScalar(value, row[m_next++]);
    }

    bool m_isLines;
    size_t m_size;
    std::string_view m_text;
    std::string m_padded;
    ondemand::parser m_parser;
    size_t m_next = 0; //!< the column that is expected
    std::unordered_map<std::string, size_t> m_columns;
    qint64 m_refused = 0;
    std::string m_refusedSample;
    bool m_isDamaged = false;
};

JsonRows::JsonRows(std::string_view text, bool isLines)
    : m_reader(std::make_unique<Reader>(text, isLines))
{
}

JsonRows::~JsonRows() = default;

void JsonRows::read(RowSink &sink)
{
    // The header has the names of the first records; those that come later have their columns, too.
    if (m_reader->names.empty()) {
        constexpr int kRecordsLookedAt = 2000;
        int records = 0;
        m_reader->walk([&records] { return ++records < kRecordsLookedAt; });
    }
    std::vector<Cell> cells;
    for (const std::string &name : m_reader->names)
        cells.push_back({name, {}, CellKind::Text});
    if (cells.empty() || !sink.takeRow(cells))
        return;
    m_reader->walk([this, &sink] { return sink.takeRow(m_reader->row); });
}

QString JsonRows::columnName(size_t column) const
{
    return column < m_reader->names.size() ? QString::fromStdString(m_reader->names[column]) : QString();
}

QList<ImportNote> JsonRows::notes() const
{
    if (m_reader->refused() == 0)
        return {};
    return {{ImportEvent::LinesRefused,
             m_reader->refused(),
             -1,
             {},
             QString::fromStdString(m_reader->refusedSample())}};
}

ReadingProblem JsonRows::problem() const
{
    return m_reader->isDamaged() ? ReadingProblem::Damaged : ReadingProblem::None;
}

bool JsonRows::isJson(std::string_view text)
{
    text = trimmedLeft(text);
    if (text.starts_with('{'))
        return true;
    // An array of objects or arrays: a bracket alone begins other texts, too.
    if (!text.starts_with('['))
        return false;
    const std::string_view inner = trimmedLeft(text.substr(1));
    return inner.starts_with('{') || inner.starts_with('[');
}

bool JsonRows::isLines(std::string_view text)
{
    constexpr int kLines = 3;
    text = trimmedLeft(text);
    int whole = 0;
    for (int i = 0; i < kLines && !text.empty(); ++i) {
        const size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text = trimmedLeft(text.substr(end));
        const bool isWhole =
            (line.starts_with('{') && line.ends_with('}')) || (line.starts_with('[') && line.ends_with(']'));
        if (!isWhole)
            return false;
        ++whole;
    }
    return whole > 1;
}

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "toolcallmerger.h"

#include "jsonvalues.h"
#include "wirelimits.h"

#include <QJsonDocument>

namespace tabletalk {

namespace {

//! A JSON text, or the object itself where a server did not wrap it.
QString argumentsText(const QJsonValue &arguments)
{
    if (arguments.isObject())
        return QString::fromUtf8(QJsonDocument(arguments.toObject()).toJson(QJsonDocument::Compact));
    return arguments.toString();
}

} // namespace

QList<ToolCallDelta> ToolCallMerger::read(const QJsonArray &fragments, bool areWhole)
{
    QList<ToolCallDelta> deltas;
    for (const QJsonValue &fragment : fragments) {
        const QString id = fragment[QLatin1String("id")].toString();
        const auto index = wholeNumber(fragment[QLatin1String("index")]);
        const qsizetype at = areWhole ? append(id, index) : find(id, index);
        if (at >= kMostToolCalls) {
            m_overflowed = true;
            return deltas;
        }
        m_open = at;
        Call &call = m_calls[at];
        ToolCallDelta delta{.call = int(at)};
        if (!id.isEmpty() && (areWhole || call.id.isEmpty() || !call.isNamed))
            delta.id = id;
        if (call.id.isEmpty())
            call.id = id;
        const QJsonValue function = fragment[QLatin1String("function")];
        if (const QString name = function[QLatin1String("name")].toString();
            !name.isEmpty() && !call.isNamed) {
            delta.name = name; // some repeat it with every fragment
            call.isNamed = true;
        }
        delta.arguments = argumentsText(function[QLatin1String("arguments")]);
        deltas.append(delta);
    }
    return deltas;
}

qsizetype ToolCallMerger::find(const QString &id, std::optional<qint64> index)
{
    if (!id.isEmpty()) {
        for (qsizetype i = m_calls.size() - 1; i >= 0; --i) {
            if (m_calls.at(i).id == id)
                return i;
        }
    }
    if (index) {
        for (qsizetype i = m_calls.size() - 1; i >= 0; --i) {
            const bool isSame = m_calls.at(i).index == index;
            // A new id on an index that is taken is another call; on one that has no id yet it is late.
            if (isSame && (id.isEmpty() || m_calls.at(i).id.isEmpty()))
                return i;
        }
    } else if (id.isEmpty() && m_open >= 0) {
        return m_open;
    }
    return append(id, index);
}

qsizetype ToolCallMerger::append(const QString &id, std::optional<qint64> index)
{
    if (m_calls.size() < kMostToolCalls)
        m_calls.append({.id = id, .index = index});
    else
        return kMostToolCalls;
    return m_calls.size() - 1;
}

} // namespace tabletalk

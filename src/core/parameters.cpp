// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "parameters.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tabletalk {

namespace {

constexpr std::array<std::pair<ReasoningEffort, QStringView>, 6> kEfforts{{
    {ReasoningEffort::None, u"none"},
    {ReasoningEffort::Minimal, u"minimal"},
    {ReasoningEffort::Low, u"low"},
    {ReasoningEffort::Medium, u"medium"},
    {ReasoningEffort::High, u"high"},
    {ReasoningEffort::XHigh, u"xhigh"},
}};

} // namespace

QString toWire(ReasoningEffort effort)
{
    return std::ranges::find(kEfforts, effort, [](const auto &e) { return e.first; })->second.toString();
}

std::optional<ReasoningEffort> reasoningEffortFromWire(const QString &word)
{
    const auto found = std::ranges::find(kEfforts, QStringView(word), [](const auto &e) { return e.second; });
    if (found == kEfforts.end())
        return std::nullopt;
    return found->first;
}

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <array>
#include <string_view>

namespace tabletalk {

//! About how many different values there were, within about two percent, in four kilobytes: HyperLogLog.
class DistinctCounter {
public:
    void add(qint64 value);
    void add(std::string_view text);
    //! Of something else; all its bits are equally likely.
    void addHash(quint64 hash);
    qint64 estimate() const;

private:
    static constexpr int kIndexBits = 12;
    std::array<quint8, 1 << kIndexBits> m_ranks{};
};

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "importreport.h"

#include <QStringList>

namespace tabletalk {

//! The import report for people: how many rows were read, and a sentence for everything that was not plain.
QStringList importSentences(const ImportReport &report);

} // namespace tabletalk

// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "error.h"

#include <QString>

namespace tabletalk {

//! An Error as JSON text and back, for the reason kept with an answer that failed. Text that is no such
//! JSON reads as an Error of kind Unknown.
QString errorToJson(const Error &error);
Error errorFromJson(const QString &json);

} // namespace tabletalk

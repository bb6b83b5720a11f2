// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace tabletalk {

class Role;

//! A worker's whole life: prepares the role, closes the sandbox, answers what comes over the worker's
//! socket one by one until the program closes it. What to end the process with.
int serve(Role &role);

} // namespace tabletalk

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shared/api/set_aside.h"

// What the privacy officer reads of something that was set aside, for the scenes of that page.
namespace alcove::tests {

api::set_aside::ReadReply note_set_aside();
api::set_aside::ReadReply answer_set_aside();
api::set_aside::ReadReply move_set_aside();
// Begun after the backup, for somebody whom the box does not know either.
api::set_aside::ReadReply series_set_aside();
api::set_aside::ReadReply proposal_set_aside();

}  // namespace alcove::tests

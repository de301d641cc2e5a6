// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "shared/wire/fields.h"

// The words of an appointment's life: what a row points at, what a step was, what a client is in a
// meeting.
namespace alcove::api::appointments {

// What a row of the board points at; never what it is about.
enum class Flag : std::uint8_t {
  kAlert,            // a safety alert of the client is open
  kProposedChanges,  // corrections wait for the desk
  kWantsToTalk,      // the client would rather talk before signing
  kFormsDue,         // something is still to be signed or answered
  kPartialAnswers,   // a questionnaire was begun and left
  kTimeShifted,      // the time falls into the gap of spring
  kHelpAsked,        // the client asked for somebody at the lobby terminal
  kInterpreter,      // one is needed and not booked: the clinician is not said to speak it
  kClinicianAway,    // booked before the time off, and nobody has decided about it yet
  kClinicClosed,     // likewise of a closed day
};

enum class Step : std::uint8_t {
  kBook,
  kWalkIn,
  kMark,
  kCancel,
  kMove,    // away: another appointment stands for this one
  kUndo,    // back to the state before
  kAssign,  // another clinician or room at the same time
  kLate,    // by how many minutes the client came late; none: not late after all
};

// What a client is in a meeting: of its group or family, the one whom a family's or couple's visits
// are about, or somebody who comes this once.
enum class MeetingPart : std::uint8_t { kMember, kIdentified, kGuest };

// Where the client is: in the house, or elsewhere with picture and sound, or with sound alone.
enum class Modality : std::uint8_t { kInClinic, kVideo, kPhone };

inline constexpr bool is_telehealth(Modality modality) {
  return modality != Modality::kInClinic;
}

}  // namespace alcove::api::appointments

namespace alcove::wire {

template <>
struct EnumWords<api::appointments::Modality> {
  using Modality = api::appointments::Modality;
  static constexpr EnumWord<Modality> words[] = {
      {Modality::kInClinic, "in_clinic"}, {Modality::kVideo, "video"}, {Modality::kPhone, "phone"}};
};

template <>
struct EnumWords<api::appointments::Step> {
  using Step = api::appointments::Step;
  static constexpr EnumWord<Step> words[] = {{Step::kBook, "book"},     {Step::kWalkIn, "walk_in"},
                                             {Step::kMark, "mark"},     {Step::kCancel, "cancel"},
                                             {Step::kMove, "move"},     {Step::kUndo, "undo"},
                                             {Step::kAssign, "assign"}, {Step::kLate, "late"}};
};

template <>
struct EnumWords<api::appointments::MeetingPart> {
  using Part = api::appointments::MeetingPart;
  static constexpr EnumWord<Part> words[] = {
      {Part::kMember, "member"}, {Part::kIdentified, "identified"}, {Part::kGuest, "guest"}};
};

template <>
struct EnumWords<api::appointments::Flag> {
  using Flag = api::appointments::Flag;
  static constexpr EnumWord<Flag> words[] = {{Flag::kAlert, "alert"},
                                             {Flag::kProposedChanges, "proposed_changes"},
                                             {Flag::kWantsToTalk, "wants_to_talk"},
                                             {Flag::kFormsDue, "forms_due"},
                                             {Flag::kPartialAnswers, "partial_answers"},
                                             {Flag::kTimeShifted, "time_shifted"},
                                             {Flag::kHelpAsked, "help_asked"},
                                             {Flag::kInterpreter, "interpreter"},
                                             {Flag::kClinicianAway, "clinician_away"},
                                             {Flag::kClinicClosed, "clinic_closed"}};
};

}  // namespace alcove::wire

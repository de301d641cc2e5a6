// SPDX-License-Identifier: Apache-2.0
#include "provisioning/synthetic_clinic/note_words.h"

#include <vector>

namespace alcove::synthetic {
namespace {

using rules::NoteSection;
using Sentences = std::vector<const char*>;

const Sentences kSaid = {"Describes a hard week: a visit ended early, and sleep was short.",
                         "Slept through two nights, the first in a month.",
                         "Says the mornings are heaviest and that work helps once it has begun.",
                         "Argued with a brother on Sunday, and called him back on Monday.",
                         "Went to the market alone for the first time since spring.",
                         "Is worried about the rent, and has written to the landlord.",
                         "Cooked twice this week; eating alone is still hard.",
                         "Names three people to call, and called one of them.",
                         "Has begun to walk in the evening, about twenty minutes.",
                         "Reports worry on most days, less than two weeks ago."};
const Sentences kSeen = {"Arrived on time, dressed for the weather.",
                         "Tearful when speaking of the move, calm at the end.",
                         "Speech clear and unhurried; eye contact as usual.",
                         "Mood described as low; affect matched it and brightened twice.",
                         "Thought ordered; nothing unusual was heard or seen.",
                         "Restless at first, settled after the breathing exercise."};
const Sentences kDone = {"Practised breathing out slowly, and agreed when to use it.",
                         "Looked at the thought record together and found the turning point.",
                         "Went through the safety plan line by line.",
                         "Planned two small steps for the week and what may stand in their way.",
                         "Named what went well, and why it was no accident."};
const Sentences kAnswered = {"Took part, and found an example without help.",
                             "Was doubtful at first; tried it, and said it was not so bad.",
                             "Asked for a copy of the plan to take home.",
                             "Was tired and quiet, and stayed to the end."};
const Sentences kMeaning = {"Low mood, steadier than last month.",
                            "Worry is still high, and is now noticed earlier.",
                            "Risk low today: no plan or intent, asked directly.",
                            "Sleep is the first thing to mend; the rest follows it.",
                            "Progress towards the second goal; the first is where it was."};
const Sentences kNext = {
    "Next visit as planned.", "Will write down sleep and wake times until then.",
    "Will call the sister before the weekend.", "Brings the letter from school next time.",
    "PHQ-9 and GAD-7 again at the next visit."};

const Sentences& sentences_for(NoteSection section) {
  switch (section) {
    case NoteSection::kSubjective:
    case NoteSection::kData:
      return kSaid;
    case NoteSection::kObjective:
    case NoteSection::kBehavior:
      return kSeen;
    case NoteSection::kIntervention:
      return kDone;
    case NoteSection::kResponse:
      return kAnswered;
    case NoteSection::kAssessment:
      return kMeaning;
    case NoteSection::kPlan:
    case NoteSection::kAddendum:
      return kNext;
  }
  return kNext;
}

std::string paragraph(const Sentences& sentences, SeededRandom& random) {
  std::string text;
  const std::size_t first = random.below(sentences.size());
  const std::size_t count = 2 + random.below(3);
  for (std::size_t i = 0; i < std::min(count, sentences.size()); ++i) {
    text += std::string(i == 0 ? "" : " ") + sentences[(first + i) % sentences.size()];
  }
  return text;
}

}  // namespace

api::notes::Content note_content(rules::NoteFormat format, SeededRandom& random) {
  api::notes::Content content;
  content.format = format;
  for (const NoteSection section : rules::sections_of(format)) {
    content.sections.push_back({section, paragraph(sentences_for(section), random)});
  }
  return content;
}

std::string addendum_words(SeededRandom& random) {
  constexpr const char* kAddenda[] = {
      "The school called back: the meeting is on Thursday.",
      "Left a message as agreed about the changed time.",
      "Put right: the walk was in the morning, not in the evening."};
  return kAddenda[random.below(std::size(kAddenda))];
}

}  // namespace alcove::synthetic

// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/draw.h"

// A signature as it was drawn: every point the hand touched, not one per frame. Coordinates go from
// 0 to 1 over the width of the pad, so that they mean the same at every size of text.
namespace alcove::ui {

inline constexpr std::size_t kMaxSignaturePoints = 20'000;

struct Signature {
  std::vector<std::vector<Point>> strokes;

  std::size_t points() const;
  // More than a dot: strokes that together are longer than a tenth of the pad.
  bool signed_enough() const;
};

struct SignaturePadSpec {
  std::string name{};
  Rect rect{};
  std::string_view hint{};  // while it is empty
};
// True when something was drawn in this frame.
bool signature_pad(Ui& ui, const SignaturePadSpec& spec, Signature& signature);

}  // namespace alcove::ui

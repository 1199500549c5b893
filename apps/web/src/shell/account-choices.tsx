"use client";

import { Menu } from "@base-ui/react/menu";
import { IconCheck } from "@tabler/icons-react";
import { useMemo } from "react";
import { alarmTone, toneChoice } from "../features/abnormal/alarm-tone.ts";
import { useCity } from "../features/city/city-context.tsx";
import { useMessages } from "../i18n/messages.ts";
import { useLiveNow } from "../live/use-live.ts";
import { useBrowserChoice } from "../ui/browser-choice.ts";
import { clockChoice, computerTimeZone } from "../ui/clock-choice.ts";
import { createTimeFormat } from "../ui/format-time.ts";
import { Icon } from "../ui/icon.tsx";
import { POPUP_GROUP_LABEL_CLASS, POPUP_ITEM_CLASS } from "../ui/popup.ts";

/** One choice of the account's menu. */
export function Choices<Value extends string>(props: {
  label: string;
  choices: readonly Value[];
  names: Readonly<Record<Value, string>>;
  value: Value;
  onChoose: (value: Value) => void;
}) {
  return (
    <Menu.Group>
      <Menu.GroupLabel className={POPUP_GROUP_LABEL_CLASS}>{props.label}</Menu.GroupLabel>
      <Menu.RadioGroup value={props.value} onValueChange={props.onChoose}>
        {props.choices.map((choice) => (
          <Menu.RadioItem key={choice} value={choice} closeOnClick={false} className={POPUP_ITEM_CLASS}>
            <span className="grid size-16 place-items-center">
              <Menu.RadioItemIndicator>
                <Icon of={IconCheck} size={13} />
              </Menu.RadioItemIndicator>
            </span>
            {props.names[choice]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  );
}

/** By whose clocks times are written; says so when this computer's are not the city's. */
export function ClockChoices() {
  const { account } = useMessages().shell;
  const { city } = useCity();
  const now = useLiveNow() ?? 0;
  const [here, there] = useMemo(
    () => [createTimeFormat(computerTimeZone()), createTimeFormat(city.timeZone)] as const,
    [city.timeZone],
  );
  const differs = here.offsetMs(now) !== there.offsetMs(now);
  return (
    <>
      <Choices
        label={account.clock}
        choices={clockChoice.values}
        names={account.clocks}
        value={useBrowserChoice(clockChoice)}
        onChoose={clockChoice.choose}
      />
      {differs ? (
        <p className="max-w-260 px-12 py-4 type-small text-ink2">
          {account.clockDiffers(here.zone(now), there.zone(now))}
        </p>
      ) : null}
    </>
  );
}

/** Whether new S1 and S2 sound; the choice sounds itself, so that one hears what it is. */
export function ToneChoices() {
  const { account } = useMessages().shell;
  return (
    <Choices
      label={account.tone}
      choices={toneChoice.values}
      names={account.tones}
      value={useBrowserChoice(toneChoice)}
      onChoose={(choice) => {
        toneChoice.choose(choice);
        void alarmTone.sound(2);
      }}
    />
  );
}

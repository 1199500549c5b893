"use client";

import { Menu } from "@base-ui/react/menu";
import { IconCheck, IconStack2 } from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { MAP_LAYERS } from "../map/live-map-props.ts";
import { Icon } from "../ui/icon.tsx";
import { POPUP_CLASS, POPUP_ITEM_CLASS } from "../ui/popup.ts";
import { LAYER_ICONS, type LayerBarProps } from "./layer-bar.tsx";

/** The layers behind one button over the map: the phone's layer bar. */
export function LayerMenu({ layers, onToggle }: LayerBarProps) {
  const words = useMessages().live.layers;
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger
        aria-label={words.open}
        className="absolute top-10 left-10 grid size-44 place-items-center rounded-control border border-line-strong bg-raised text-ink md:hidden"
      >
        <Icon of={IconStack2} size={21} />
      </Menu.Trigger>
      <Menu.Portal role="region" aria-label={words.open}>
        <Menu.Positioner align="start" sideOffset={6} className="z-50">
          <Menu.Popup className={POPUP_CLASS}>
            {MAP_LAYERS.map((layer) => (
              <Menu.CheckboxItem
                key={layer}
                checked={layers.has(layer)}
                onCheckedChange={() => onToggle(layer)}
                closeOnClick={false}
                className={POPUP_ITEM_CLASS}
              >
                <Icon of={LAYER_ICONS[layer]} size={16} />
                <span className="flex-1">{words.names[layer]}</span>
                <Menu.CheckboxItemIndicator>
                  <Icon of={IconCheck} size={16} />
                </Menu.CheckboxItemIndicator>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

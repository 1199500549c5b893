"use client";

import { Menu } from "@base-ui/react/menu";
import { IconCheck } from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { MAP_LAYERS } from "../map/live-map-props.ts";
import { Icon } from "../ui/icon.tsx";
import { POPUP_CLASS, POPUP_ITEM_CLASS } from "../ui/popup.ts";
import type { PopupState } from "../ui/use-popup.ts";
import { LAYER_ICONS, type LayerBarProps } from "./layer-bar.tsx";

/** The layers as a menu of switches. */
export function LayerPopup({ layers, onToggle, open, anchor, onOpenChange }: LayerBarProps & PopupState) {
  const words = useMessages().live.layers;
  return (
    <Menu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Menu.Portal role="region" aria-label={words.open}>
        <Menu.Positioner anchor={anchor} align="start" sideOffset={6} className="z-50">
          <Menu.Popup aria-label={words.open} finalFocus={anchor} className={POPUP_CLASS}>
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

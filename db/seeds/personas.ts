import type { Persona } from "../../game/persona.ts";
import { busDriver } from "./personas/bus-driver.ts";
import { callCentreGamer } from "./personas/call-centre-gamer.ts";
import { designStudent } from "./personas/design-student.ts";
import { eliza } from "./personas/eliza.ts";
import { harbourBaker } from "./personas/harbour-baker.ts";
import { hotelDesk } from "./personas/hotel-desk.ts";
import { lineCook } from "./personas/line-cook.ts";
import { motorbikeMechanic } from "./personas/motorbike-mechanic.ts";
import { nightNurse } from "./personas/night-nurse.ts";
import { retiredLibrarian } from "./personas/retired-librarian.ts";
import { retiredWelder } from "./personas/retired-welder.ts";
import { salonOwner } from "./personas/salon-owner.ts";
import { traineeAccountant } from "./personas/trainee-accountant.ts";
import { vetAssistant } from "./personas/vet-assistant.ts";
import { villageTeacher } from "./personas/village-teacher.ts";

/** The AI personas that every installation starts with. */
export const PERSONAS: readonly Persona[] = [
  nightNurse,
  retiredWelder,
  designStudent,
  lineCook,
  villageTeacher,
  harbourBaker,
  callCentreGamer,
  motorbikeMechanic,
  retiredLibrarian,
  traineeAccountant,
  busDriver,
  hotelDesk,
  vetAssistant,
  salonOwner,
  eliza,
];

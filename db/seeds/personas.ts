import type { Persona } from "../../game/persona.ts";
import { callCentreGamer } from "./personas/call-centre-gamer.ts";
import { designStudent } from "./personas/design-student.ts";
import { harbourBaker } from "./personas/harbour-baker.ts";
import { lineCook } from "./personas/line-cook.ts";
import { motorbikeMechanic } from "./personas/motorbike-mechanic.ts";
import { nightNurse } from "./personas/night-nurse.ts";
import { retiredWelder } from "./personas/retired-welder.ts";
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
];

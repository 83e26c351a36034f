// What libgraph's pages use of other people's work; everything else is left out of the bundle.
import Graph from "graphology";
import Sigma from "sigma";
import {
  EdgeArrowHeadProgram,
  EdgeProgram,
  NodeProgram,
  createEdgeCompoundProgram,
} from "sigma/rendering";
import { floatColor } from "sigma/utils";

export {
  EdgeArrowHeadProgram,
  EdgeProgram,
  Graph,
  NodeProgram,
  Sigma,
  createEdgeCompoundProgram,
  floatColor,
};

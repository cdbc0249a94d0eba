"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.resumableNatives = exports.suspensionPoints = exports.reasonText = exports.functionForms = exports.functionForm = exports.chainOfCall = exports.describePlan = exports.whyChain = exports.chainText = exports.effectOf = exports.colourNames = exports.Colour = exports.emitsEsModule = exports.analyze = void 0;
var analyze_1 = require("./analyze");
Object.defineProperty(exports, "analyze", { enumerable: true, get: function () { return analyze_1.analyze; } });
var es_module_1 = require("./es-module");
Object.defineProperty(exports, "emitsEsModule", { enumerable: true, get: function () { return es_module_1.emitsEsModule; } });
__exportStar(require("./facts"), exports);
var infer_1 = require("./2-infer/infer");
Object.defineProperty(exports, "Colour", { enumerable: true, get: function () { return infer_1.Colour; } });
Object.defineProperty(exports, "colourNames", { enumerable: true, get: function () { return infer_1.colourNames; } });
Object.defineProperty(exports, "effectOf", { enumerable: true, get: function () { return infer_1.effectOf; } });
var why_1 = require("./2-infer/why");
Object.defineProperty(exports, "chainText", { enumerable: true, get: function () { return why_1.chainText; } });
Object.defineProperty(exports, "whyChain", { enumerable: true, get: function () { return why_1.whyChain; } });
var plan_1 = require("./3-plan/plan");
Object.defineProperty(exports, "describePlan", { enumerable: true, get: function () { return plan_1.describePlan; } });
var suspension_points_1 = require("./suspension-points");
Object.defineProperty(exports, "chainOfCall", { enumerable: true, get: function () { return suspension_points_1.chainOfCall; } });
Object.defineProperty(exports, "functionForm", { enumerable: true, get: function () { return suspension_points_1.functionForm; } });
Object.defineProperty(exports, "functionForms", { enumerable: true, get: function () { return suspension_points_1.functionForms; } });
Object.defineProperty(exports, "reasonText", { enumerable: true, get: function () { return suspension_points_1.reasonText; } });
Object.defineProperty(exports, "suspensionPoints", { enumerable: true, get: function () { return suspension_points_1.suspensionPoints; } });
var natives_1 = require("./1-collect/natives");
Object.defineProperty(exports, "resumableNatives", { enumerable: true, get: function () { return natives_1.resumableNatives; } });
//# sourceMappingURL=index.js.map
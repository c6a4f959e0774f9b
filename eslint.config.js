import js from "@eslint/js";
import reactHooks from "eslint-plugin-react-hooks";
import globals from "globals";
import tseslint from "typescript-eslint";

const clockAndChance =
  "game/ is pure: time, randomness and I/O are arguments (see infra/decisions/0001-pure-rules.md).";

export default tseslint.config(
  { ignores: ["build/", ".local/", "node_modules/", "db/migrations/"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-definitions": ["error", "interface"],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/only-throw-error": ["error", { allow: ["Response"] }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-console": "error",
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    plugins: { "react-hooks": reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  {
    files: ["infra/**/*.{ts,mjs}", "tests/**/*.ts"],
    rules: { "no-console": "off" },
  },
  {
    files: ["game/**/*.ts"],
    ignores: ["game/**/*.test.ts"],
    rules: {
      "no-restricted-globals": [
        "error",
        ...[
          "process",
          "fetch",
          "setTimeout",
          "setInterval",
          "setImmediate",
          "crypto",
          "performance",
        ].map((name) => ({ name, message: clockAndChance })),
      ],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: clockAndChance },
        { object: "Math", property: "random", message: clockAndChance },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: clockAndChance,
        },
      ],
    },
  },
);

import "@fontsource-variable/inter/wght.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { theme } from "./store/theme.svelte";

theme.apply();

const target = document.getElementById("page");
if (target) mount(App, { target });

SELECT salt FROM organisation
